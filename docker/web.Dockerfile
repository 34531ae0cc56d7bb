# The service. From the project's root, after ./mvnw package:
#   docker build -f docker/web.Dockerfile -t evolua-web .

# Unpacks the server, which then starts from a plain class path, and records the classes that its start loads. Such an
# archive fits one JDK build and one form of objects only: both stages are the same image, and web.sh has the same options.
FROM eclipse-temurin:25-jre AS server
RUN useradd --system --uid 10001 --home-dir /opt/evolua --create-home evolua
USER 10001
WORKDIR /opt/evolua
COPY --chown=10001 web/target/payara-micro.jar /tmp/payara-micro.jar
COPY --chown=10001 docker/preboot.asadmin ./
RUN java -jar /tmp/payara-micro.jar --nocluster --nohazelcast --rootdir server --outputlauncher
RUN java -XX:+UseCompactObjectHeaders -XX:+UseSerialGC -XX:ArchiveClassesAtExit=evolua.jsa -jar server/launch-micro.jar \
      --nocluster --nohazelcast --disablephonehome --prebootcommandfile preboot.asadmin --warmup

FROM eclipse-temurin:25-jre
RUN useradd --system --uid 10001 --home-dir /opt/evolua --create-home evolua
COPY --from=server --chown=10001 /opt/evolua /opt/evolua
COPY --chown=10001 docker/web.sh docker/health.sh docker/logging-json.properties web/target/evolua.war /opt/evolua/
USER 10001
WORKDIR /opt/evolua
EXPOSE 8080
HEALTHCHECK --interval=10s --timeout=6s --start-period=90s --retries=3 CMD ["bash", "/opt/evolua/health.sh"]
ENTRYPOINT ["sh", "/opt/evolua/web.sh"]
