# The worker's image: built from the sources, run by an unprivileged user.
# docker build -t pipeline . && docker run --rm pipeline validate

FROM mcr.microsoft.com/dotnet/sdk:10.0 AS build
WORKDIR /source

COPY Directory.Build.props Directory.Packages.props .editorconfig BannedSymbols.txt ./
COPY src/ src/
COPY sql/ sql/
RUN dotnet publish src/Pipeline.Worker -c Release -o /published --nologo

FROM mcr.microsoft.com/dotnet/runtime:10.0 AS worker

# curl receives the files. ICU (Unicode NFC) and tzdata (schedules) are required: without them results would be silently wrong.
# The validation below needs both, so it fails if one is missing.
RUN apt-get update \
    && apt-get install -y --no-install-recommends ca-certificates curl tzdata \
    && rm -rf /var/lib/apt/lists/*

WORKDIR /app
COPY --from=build /published ./
COPY sql/feeds/ sql/feeds/
COPY data/ data/

# All files that the worker writes outside the database.
RUN mkdir -p /var/lib/pipeline && chown "$APP_UID" /var/lib/pipeline
VOLUME /var/lib/pipeline
ENV PIPELINE_HOME=/app \
    PIPELINE_WAREHOUSE=sqlite:/var/lib/pipeline/warehouse \
    PIPELINE_ARCHIVE=/var/lib/pipeline/archive \
    PIPELINE_WORK=/var/lib/pipeline/work \
    PIPELINE_LOG__FILE=/var/lib/pipeline/logs/pipeline-.log

USER $APP_UID
RUN ["dotnet", "pipeline.dll", "validate"]

ENTRYPOINT ["dotnet", "pipeline.dll"]
CMD ["--help"]
