# The migration job. From the project's root, after ./mvnw package:
#   docker build -f docker/job.Dockerfile -t evolua-job .
FROM eclipse-temurin:25-jre
RUN useradd --system --uid 10001 --home-dir /opt/evolua --create-home evolua
COPY --chown=10001 migrations/job/target/evolua-job.jar /opt/evolua/
USER 10001
WORKDIR /opt/evolua
# Another command is an argument: docker run … evolua-job history
ENTRYPOINT ["java", "-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-jar", "/opt/evolua/evolua-job.jar"]
CMD ["upgrade", "head"]
