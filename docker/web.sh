#!/bin/sh
# Starts the service. Arguments go to Payara Micro; JAVA_TOOL_OPTIONS is read by the JVM itself.
set -eu
home=$(dirname "$0")
exec java \
    -XX:SharedArchiveFile="$home/evolua.jsa" -Xshare:auto -Xlog:cds=off \
    -Dproduct.name= \
    -XX:MaxRAMPercentage=70 -XX:+ExitOnOutOfMemoryError \
    -jar "$home/server/launch-micro.jar" \
    --nocluster --nohazelcast --disablephonehome \
    --prebootcommandfile "$home/preboot.asadmin" \
    --shutdowngrace 4000 \
    --deploy "$home/evolua.war" --contextroot / \
    "$@"
