#!/bin/sh
# Starts the service on GlassFish 7. Beside this script: glassfish7 (the unpacked distribution), domain.xml, logging.properties,
# evolua.war.
# EVOLUA_HTTP_ADDRESS and EVOLUA_HTTP_PORT say where it listens (0.0.0.0, 8080), EVOLUA_GZIP=on
# compresses answers; JAVA_TOOL_OPTIONS is read by the JVM itself.
set -eu
home=$(cd "$(dirname "$0")" && pwd)
server=$home/glassfish7/glassfish
domain=$home/domain

# Made anew at each start: nothing of an earlier one is left.
rm -rf "$domain"
mkdir -p "$domain/autodeploy/bundles" "$domain/docroot" "$domain/lib" "$domain/logs"
cp -R "$server/domains/domain1/config" "$domain/config"
cp "$home/domain.xml" "$domain/config/domain.xml"
cp "$home/logging.properties" "$domain/config/logging.properties"
# Nobody administers this server while it runs: there are no users, not even the distribution's one without a password.
: >"$domain/config/admin-keyfile"
: >"$domain/config/keyfile"
cp "$home/evolua.war" "$domain/autodeploy/evolua.war"

# For how long the service goes on, not ready, after SIGTERM.
export EVOLUA_DRAIN_SECONDS="${EVOLUA_DRAIN_SECONDS:-5}"

# GlassFish takes no settings of the pool from the WAR, so that the WAR looks itself whether connections live.
export EVOLUA_POOL_CHECK=true

# What "asadmin start-domain" would start, without a process that watches it. product.name: nobody needs to know what answers. Native
# access: Argon2.
exec java \
    -XX:+IgnoreUnrecognizedVMOptions --enable-native-access=ALL-UNNAMED \
    --add-opens=java.base/java.io=ALL-UNNAMED --add-opens=java.base/java.lang=ALL-UNNAMED \
    --add-opens=java.base/java.util=ALL-UNNAMED --add-opens=java.base/sun.nio.fs=ALL-UNNAMED \
    --add-opens=java.base/sun.net.www.protocol.jrt=ALL-UNNAMED --add-opens=java.naming/javax.naming.spi=ALL-UNNAMED \
    --add-opens=java.base/jdk.internal.vm.annotation=ALL-UNNAMED \
    --add-exports=java.base/jdk.internal.vm.annotation=ALL-UNNAMED --add-exports=java.naming/com.sun.jndi.ldap=ALL-UNNAMED \
    -XX:MaxRAMPercentage=70 -XX:+ExitOnOutOfMemoryError \
    -Dproduct.name= \
    -Djava.awt.headless=true \
    -Djava.security.policy="$domain/config/server.policy" \
    -Djava.security.auth.login.config="$domain/config/login.conf" \
    -Djavax.net.ssl.keyStore="$domain/config/keystore.jks" \
    -Djavax.net.ssl.trustStore="$domain/config/cacerts.jks" \
    -Dcom.sun.enterprise.config.config_environment_factory_class=com.sun.enterprise.config.serverbeans.AppserverConfigEnvironmentFactory \
    -Dcom.sun.aas.installRoot="$server" \
    -Dcom.sun.aas.instanceRoot="$domain" \
    -Devolua.gzip="${EVOLUA_GZIP:-off}" \
    -Devolua.http.address="${EVOLUA_HTTP_ADDRESS:-0.0.0.0}" \
    -Devolua.http.port="${EVOLUA_HTTP_PORT:-8080}" \
    -cp "$server/modules/glassfish.jar" com.sun.enterprise.glassfish.bootstrap.GlassFishMain \
    -domaindir "$domain" -domainname domain -instancename server -type DAS -verbose true
