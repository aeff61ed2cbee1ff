#!/bin/sh
# The user's password comes from the secret. A new certificate is created with the container; the worker gets it to trust it,
# the key stays here.
set -eu
printf 'vendor:%s' "$(cat /run/secrets/vendor_password)" | chpasswd
umask 077
openssl req -x509 -newkey rsa:2048 -nodes -days 3650 -subj /CN=ftp.example.com -addext subjectAltName=DNS:ftp.example.com \
    -keyout /etc/ssl/private/vendor.key -out /etc/ssl/private/vendor.crt 2> /dev/null
cat /etc/ssl/private/vendor.crt /etc/ssl/private/vendor.key > /etc/ssl/private/vendor.pem
install -m 644 /etc/ssl/private/vendor.crt /var/lib/vendor/certificate.pem
exec vsftpd /etc/vsftpd.conf
