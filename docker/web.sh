#!/bin/sh
# Starts the service. Arguments go to Payara Micro; JAVA_TOOL_OPTIONS is read by the JVM itself.
# EVOLUA_GZIP=on compresses answers; EVOLUA_LOG_FORMAT=json writes one JSON object a line; EVOLUA_JAVA_MEMORY says how much and how.
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

# One collector thread and short object headers: for a heap of this size that is the least work and the least memory. Besides the
# heap the server takes some 250 MiB, of which what compilers and Argon2 needed for a moment is given back. Java starts with one
# collector only: who has chosen in JAVA_TOOL_OPTIONS has chosen.
case ${JAVA_TOOL_OPTIONS:-} in
    *-Xmx* | *RAMPercentage* | *GC*) memory=${EVOLUA_JAVA_MEMORY:-} ;;
    *) memory=${EVOLUA_JAVA_MEMORY:--Xmx192m -XX:+UseSerialGC} ;;
esac
export MALLOC_ARENA_MAX="${MALLOC_ARENA_MAX:-2}"

# product.name: the server's own error pages need not say what it is. Native access: Argon2. The options that an older Java does not
# know it leaves out.
# shellcheck disable=SC2086 # several options
exec java \
    -XX:+IgnoreUnrecognizedVMOptions \
    -XX:SharedArchiveFile="$home/evolua.jsa" -Xshare:auto -Xlog:cds=off \
    -Dproduct.name= --enable-native-access=ALL-UNNAMED \
    -XX:+UseCompactObjectHeaders -XX:TrimNativeHeapInterval=60000 -XX:ReservedCodeCacheSize=96m \
    -XX:+ExitOnOutOfMemoryError $memory \
    -jar "$home/server/launch-micro.jar" \
    --nocluster --nohazelcast --disablephonehome \
    --prebootcommandfile "$settings" \
    --shutdowngrace 4000 \
    --deploy "$home/evolua.war" --contextroot / \
    "$@"
