#!/bin/sh
# Starts the service. Arguments go to Payara Micro; JAVA_TOOL_OPTIONS is read by the JVM itself.
# EVOLUA_GZIP=on compresses answers; EVOLUA_LOG_FORMAT=json writes one JSON object a line.
set -eu
home=$(dirname "$0")

# For how long the service goes on, not ready, after SIGTERM; then requests in flight get four seconds more.
export EVOLUA_DRAIN_SECONDS="${EVOLUA_DRAIN_SECONDS:-5}"

settings=$home/preboot.asadmin
case ${EVOLUA_GZIP:-off} in
    off) ;;
    on)
        settings=$(mktemp)
        http=configs.config.server-config.network-config.protocols.protocol.http-listener.http
        {
            cat "$home/preboot.asadmin"
            echo "set $http.compression=on"
            echo "set $http.compressable-mime-type=application/json,application/problem+json,text/html,text/css,text/plain,text/javascript,image/svg+xml"
        } >"$settings"
        ;;
    *)
        echo "EVOLUA_GZIP is “$EVOLUA_GZIP”; expected on or off" >&2
        exit 2
        ;;
esac

case ${EVOLUA_LOG_FORMAT:-text} in
    text) ;;
    json) set -- --logproperties "$home/logging-json.properties" "$@" ;;
    *)
        echo "EVOLUA_LOG_FORMAT is “$EVOLUA_LOG_FORMAT”; expected text or json" >&2
        exit 2
        ;;
esac

# A container that is started again has the server's folder as it was left: the application in it would be started, taken
# away and deployed anew, and be ready in between.
domain=$home/server/config/domain
if [ -e "$domain.original" ]; then
    rm -rf "$home/server/applications" "$home/server/generated"
    cp "$domain.original" "$domain.xml"
else
    cp "$domain.xml" "$domain.new"
    mv "$domain.new" "$domain.original"
fi

# product.name: the server's own error pages need not say what it is.
exec java \
    -XX:SharedArchiveFile="$home/evolua.jsa" -Xshare:auto -Xlog:cds=off \
    -Dproduct.name= \
    -XX:MaxRAMPercentage=70 -XX:+ExitOnOutOfMemoryError \
    -jar "$home/server/launch-micro.jar" \
    --nocluster --nohazelcast --disablephonehome \
    --prebootcommandfile "$settings" \
    --shutdowngrace 4000 \
    --deploy "$home/evolua.war" --contextroot / \
    "$@"
