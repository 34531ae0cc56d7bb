package io.evolua.docker;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.PodSpec;
import io.fabric8.kubernetes.api.model.Probe;
import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** What is said in several files of this folder is the same in all of them. */
class AgreementTest {

    private static final Map<String, Object> ALONE =
            Documents.yaml("compose.yaml").get(0);
    private static final Map<String, Object> INSTANCES =
            Documents.yaml("compose.instances.yaml").get(0);
    private static final List<String> WEB = List.of("web1", "web2", "web3");

    private static Map<String, Object> service(Map<String, Object> compose, String name) {
        return Documents.map(Documents.at(compose, "services", name));
    }

    /** The number that a pattern finds in a file, in its group. */
    private static int number(String file, String pattern) {
        Matcher matcher = Pattern.compile(pattern).matcher(Documents.text(file));
        assertThat(matcher.find()).as(pattern + " in " + file).isTrue();
        return Integer.parseInt(matcher.group(1));
    }

    /** How long compose lets a service end. */
    private static int grace(Map<String, Object> compose, String name) {
        String text = Documents.at(service(compose, name), "stop_grace_period").toString();
        assertThat(text).matches("\\d+s");
        return Integer.parseInt(text.substring(0, text.length() - 1));
    }

    private static PodSpec pod() {
        return Manifests.only(Deployment.class).getSpec().getTemplate().getSpec();
    }

    private static Container web() {
        return pod().getContainers().get(0);
    }

    @Test
    void every_setting_is_one_that_there_is() {
        Set<String> known = Pattern.compile("(?m)^#?([A-Z][A-Z_]+)=")
                .matcher(Documents.text("../.env.example"))
                .results()
                .map(result -> result.group(1))
                .collect(Collectors.toSet());
        Set<String> used = new TreeSet<>();
        used.addAll(environment(ALONE, "web").keySet());
        WEB.forEach(name -> used.addAll(environment(INSTANCES, name).keySet()));
        used.addAll(Manifests.only(ConfigMap.class).getData().keySet());
        used.addAll(secret("evolua").keySet());

        assertThat(known).containsAll(used);
        assertThat(known)
                .as("what compose asks for")
                .containsAll(asked("compose.yaml"))
                .containsAll(asked("compose.instances.yaml"));
    }

    private static Map<String, Object> environment(Map<String, Object> compose, String name) {
        return Documents.map(Documents.at(service(compose, name), "environment"));
    }

    private static Map<String, String> secret(String name) {
        return Manifests.all(Secret.class).stream()
                .filter(secret -> secret.getMetadata().getName().equals(name))
                .findFirst()
                .orElseThrow()
                .getStringData();
    }

    private static Set<String> asked(String file) {
        return Pattern.compile("\\$\\{([A-Z_]+)")
                .matcher(Documents.text(file))
                .results()
                .map(result -> result.group(1))
                .collect(Collectors.toSet());
    }

    @Test
    void everybody_has_the_time_to_end() {
        int drain = number("web.sh", "EVOLUA_DRAIN_SECONDS:-(\\d+)");
        int inFlight = number("web.sh", "--shutdowngrace (\\d+)000");

        assertThat(grace(ALONE, "web")).isGreaterThan(drain + inFlight);
        assertThat(WEB).allSatisfy(name -> assertThat(grace(INSTANCES, name)).isGreaterThan(drain + inFlight));
        assertThat(grace(INSTANCES, "balancer")).isGreaterThan(number("haproxy.cfg", "hard-stop-after (\\d+)s"));
        assertThat(pod().getTerminationGracePeriodSeconds()).isGreaterThan(podsDrain() + inFlight);
    }

    private static int podsDrain() {
        return Integer.parseInt(Manifests.only(ConfigMap.class).getData().get("EVOLUA_DRAIN_SECONDS"));
    }

    @Test
    void who_is_about_to_end_gets_nothing_new_before_it_does() {
        int drain = number("web.sh", "EVOLUA_DRAIN_SECONDS:-(\\d+)");
        Probe readiness = web().getReadinessProbe();

        assertThat(number("haproxy.cfg", "inter (\\d+)s") * number("haproxy.cfg", "fall (\\d+)"))
                .isLessThan(drain);
        assertThat(readiness.getPeriodSeconds() * readiness.getFailureThreshold())
                .isLessThan(podsDrain());
    }

    @Test
    void the_balancer_waits_longer_than_the_service_works() {
        int longest = number("../.env.example", "EVOLUA_ASYNC_TIMEOUT_MILLIS=(\\d+)000");

        assertThat(number("haproxy.cfg", "timeout server (\\d+)s")).isGreaterThan(longest);
        assertThat(number("haproxy.cfg", "timeout server (\\d+)s"))
                .isGreaterThan(number("service-role.sql", "statement_timeout = %L', [^']*'(\\d+)s"));
    }

    @Test
    void a_request_waits_longer_for_a_lock_than_the_job_does() {
        assertThat(number("service-role.sql", "lock_timeout = %L', [^']*'(\\d+)s"))
                .as("so that the job gives way, and no request fails")
                .isGreaterThan(number("../docs/cli.md", "`--lock-timeout` .* `(\\d+)s`"));
    }

    @Test
    void the_port_is_the_same_everywhere() {
        int port = number("web.Dockerfile", "EXPOSE (\\d+)");

        assertThat(number("health.sh", "127\\.0\\.0\\.1/(\\d+)")).isEqualTo(port);
        assertThat(Documents.at(service(ALONE, "web"), "ports")).isEqualTo(List.of("127.0.0.1:" + port + ":" + port));
        assertThat(Pattern.compile("-web\\d:(\\d+)\\}")
                        .matcher(Documents.text("haproxy.cfg"))
                        .results()
                        .map(result -> result.group(1)))
                .containsExactly("" + port, "" + port, "" + port);
        assertThat(web().getPorts().get(0).getContainerPort()).isEqualTo(port);
        assertThat(Manifests.only(Service.class)
                        .getSpec()
                        .getPorts()
                        .get(0)
                        .getTargetPort()
                        .getStrVal())
                .isEqualTo(web().getPorts().get(0).getName());
    }

    @Test
    void all_ask_for_the_health_that_they_mean() {
        assertThat(Documents.text("health.sh")).contains("GET /health/ready ");
        assertThat(Documents.text("haproxy.cfg")).contains("http-check send meth GET uri /health/ready\n");
        assertThat(web().getReadinessProbe().getHttpGet().getPath()).isEqualTo("/health/ready");
        assertThat(web().getLivenessProbe().getHttpGet().getPath()).isEqualTo("/health/live");
        assertThat(web().getStartupProbe().getHttpGet().getPath()).isEqualTo("/health/started");
        assertThat(List.of(web().getReadinessProbe(), web().getLivenessProbe(), web().getStartupProbe()))
                .allSatisfy(probe -> assertThat(probe.getHttpGet().getPort().getStrVal())
                        .isEqualTo(web().getPorts().get(0).getName()));
    }

    @Test
    void the_service_knows_how_many_proxies_stand_before_it() {
        assertThat(environment(ALONE, "web")).doesNotContainKey("EVOLUA_TRUSTED_PROXIES");
        assertThat(WEB).allSatisfy(name -> assertThat(environment(INSTANCES, name))
                .containsEntry("EVOLUA_TRUSTED_PROXIES", "1"));
        assertThat(Manifests.only(ConfigMap.class).getData()).containsEntry("EVOLUA_TRUSTED_PROXIES", "1");
        assertThat(Documents.text("haproxy.cfg")).contains("option forwardfor\n");
    }

    @Test
    void an_older_instance_serves_on_wherever_there_are_several() {
        assertThat(WEB).allSatisfy(name -> assertThat(environment(INSTANCES, name))
                .containsEntry("EVOLUA_READINESS_SCHEMA", "${EVOLUA_READINESS_SCHEMA:-at-least}"));
        assertThat(Manifests.only(ConfigMap.class).getData()).containsEntry("EVOLUA_READINESS_SCHEMA", "at-least");
    }

    @Test
    void both_compose_files_have_the_same_database_job_and_role() {
        Map<String, Object> database = new LinkedHashMap<>(service(INSTANCES, "database"));
        database.remove("command");

        assertThat(database).isEqualTo(service(ALONE, "database"));
        assertThat(service(INSTANCES, "job")).isEqualTo(service(ALONE, "job"));
        assertThat(service(INSTANCES, "role")).isEqualTo(service(ALONE, "role"));
        assertThat(environment(INSTANCES, "web1"))
                .containsKeys(environment(ALONE, "web").keySet().toArray(String[]::new));
    }

    @Test
    void the_database_has_connections_for_all_instances_and_one_more() {
        int each = number(
                        "../persistence/src/main/java/io/evolua/persistence/DataSourceDeclaration.java",
                        "CONNECTIONS = (\\d+);")
                + number("../.env.example", "EVOLUA_ASYNC_POOL_SIZE=(\\d+)");
        String command = Documents.at(service(INSTANCES, "database"), "command").toString();
        MatchResult connections = Pattern.compile("max_connections=(\\d+)")
                .matcher(command)
                .results()
                .findFirst()
                .orElseThrow();

        assertThat(Integer.parseInt(connections.group(1))).isGreaterThan((WEB.size() + 1) * each + 10);
    }

    @Test
    void images_and_their_users_and_folders_are_those_that_are_built() {
        String dockerfile = Documents.text("web.Dockerfile");
        Container server = pod().getInitContainers().get(0);
        PodSpec job = Manifests.only(Job.class).getSpec().getTemplate().getSpec();

        assertThat(web().getImage()).isEqualTo("evolua-web:latest").isEqualTo(server.getImage());
        assertThat(service(INSTANCES, "web1")).containsEntry("image", "evolua-web");
        assertThat(dockerfile)
                .contains("-t evolua-web ", "USER " + pod().getSecurityContext().getRunAsUser() + "\n");
        assertThat(dockerfile).contains("WORKDIR /opt/evolua\n", "--rootdir server ");
        assertThat(web().getVolumeMounts().get(0).getMountPath()).isEqualTo("/opt/evolua/server");
        assertThat(web().getVolumeMounts().get(0).getSubPath()).isEqualTo("server");
        assertThat(server.getCommand()).contains("/opt/evolua/server", "/copy/");
        assertThat(job.getInitContainers().get(0).getImage()).isEqualTo("evolua-job:latest");
        assertThat(Documents.text("job.Dockerfile"))
                .contains(
                        "-t evolua-job ",
                        "USER "
                                + job.getInitContainers()
                                        .get(0)
                                        .getSecurityContext()
                                        .getRunAsUser() + "\n");
        assertThat(job.getContainers().get(0).getImage())
                .isEqualTo(service(ALONE, "database").get("image"));
    }

    @Test
    void the_shared_cache_is_off_because_nothing_coordinates_it() {
        String unit = Documents.text("../persistence/src/main/resources/META-INF/persistence.xml");

        assertThat(Documents.text("web.sh")).contains("--nohazelcast");
        assertThat(Documents.text("preboot.asadmin")).contains("hazelcast-config-specific-configuration.enabled=false");
        assertThat(unit).contains("<shared-cache-mode>NONE</shared-cache-mode>").doesNotContain("eclipselink.cache.");
    }
}
