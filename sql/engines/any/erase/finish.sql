update ops.erasures set finished_at = @finished_at, counts = @counts where erasure_id = @erasure_id
