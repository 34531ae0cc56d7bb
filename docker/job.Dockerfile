# The migration job. From the project's root, after ./mvnw package:
#   docker build -f docker/job.Dockerfile -t evolua-job .
FROM eclipse-temurin:25-jre
RUN useradd --system --uid 10001 --home-dir /opt/evolua --create-home evolua
COPY --chown=10001 migrations/job/target/evolua-job.jar docker/job.options /opt/evolua/
USER 10001
WORKDIR /opt/evolua
# Half of a short command's time is loading classes: they are kept in an archive, which fits this JDK and this jar alone. An
# upgrade that finds no server has loaded nearly all that one needs; that it fails is as it should be here.
RUN DATABASE_URL=postgresql://nobody@127.0.0.1:1/none java @/opt/evolua/job.options -XX:DumpLoadedClassList=job.classes \
      -jar /opt/evolua/evolua-job.jar upgrade head 2>/dev/null || [ -s job.classes ]
RUN java @/opt/evolua/job.options -Xshare:dump -XX:SharedClassListFile=job.classes \
      -XX:SharedArchiveFile=/opt/evolua/evolua-job.jsa -jar /opt/evolua/evolua-job.jar && rm job.classes
# Another command is an argument: docker run … evolua-job history
ENTRYPOINT ["java", "@/opt/evolua/job.options", "-XX:SharedArchiveFile=/opt/evolua/evolua-job.jsa", \
            "-jar", "/opt/evolua/evolua-job.jar"]
CMD ["upgrade", "head"]
