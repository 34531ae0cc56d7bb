#!/bin/bash
# Succeeds when the service is ready. By bash alone: the image has no HTTP client, and a JVM every ten seconds costs more
# than the service.
exec 3<>/dev/tcp/127.0.0.1/8080 || exit 1
printf 'GET /health/ready HTTP/1.0\r\nHost: localhost\r\n\r\n' >&3
IFS= read -r -t 4 status <&3
[[ $status == HTTP/*' 200 '* ]]
