-- What is overwritten or deleted is overwritten with zeros in the files.
pragma bronze.secure_delete = on;

pragma silver.secure_delete = on;

pragma ops.secure_delete = on
