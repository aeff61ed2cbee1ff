# The worker's image: built from the sources, run by a user without rights of its own.
# docker build -t pipeline . && docker run --rm pipeline validate

FROM mcr.microsoft.com/dotnet/sdk:10.0 AS build
WORKDIR /source

COPY Directory.Build.props Directory.Packages.props .editorconfig BannedSymbols.txt ./
COPY src/ src/
COPY sql/ sql/
RUN dotnet publish src/Pipeline.Worker -c Release -o /published --nologo

FROM mcr.microsoft.com/dotnet/runtime:10.0 AS worker

# curl receives the files. ICU (Unicode NFC) and tzdata (schedules) come with the image; the worker would be wrong without
# them and not say so, hence the validation below, which needs both.
RUN apt-get update \
    && apt-get install -y --no-install-recommends ca-certificates curl tzdata \
    && rm -rf /var/lib/apt/lists/*

WORKDIR /app
COPY --from=build /published ./
COPY sql/feeds/ sql/feeds/
COPY data/ data/

# Everything that the worker writes beside the warehouse.
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
