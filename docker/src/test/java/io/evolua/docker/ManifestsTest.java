package io.evolua.docker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.EnvFromSource;
import io.fabric8.kubernetes.api.model.EnvVar;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.PodSpec;
import io.fabric8.kubernetes.api.model.PodTemplateSpec;
import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.api.model.SecretKeySelector;
import io.fabric8.kubernetes.api.model.SecurityContext;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.Volume;
import io.fabric8.kubernetes.api.model.VolumeMount;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.apps.RollingUpdateDeployment;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import io.fabric8.kubernetes.api.model.policy.v1.PodDisruptionBudget;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The manifests for Kubernetes: each by itself, and whether they fit together. */
class ManifestsTest {

    /** Made from the scripts themselves, as README.md says. */
    private static final String ROLE_SCRIPTS = "evolua-service-role";

    static List<Map<String, Object>> documents() {
        return Manifests.documents();
    }

    static List<PodTemplateSpec> pods() {
        return List.of(
                Manifests.only(Deployment.class).getSpec().getTemplate(),
                Manifests.only(Job.class).getSpec().getTemplate());
    }

    private static Stream<Container> containers(PodSpec pod) {
        return Stream.concat(pod.getInitContainers().stream(), pod.getContainers().stream());
    }

    @ParameterizedTest
    @MethodSource("documents")
    void each_is_what_kubernetes_knows(Map<String, Object> document) {
        HasMetadata read = Manifests.read(document);

        assertThat(read.getMetadata().getName()).startsWith("evolua");
        assertThat(read.getMetadata().getNamespace())
                .as("whoever applies it says where")
                .isNull();
        assertThat(read.getMetadata().getLabels()).containsEntry("app.kubernetes.io/name", "evolua");
    }

    @Test
    void a_slip_of_the_pen_is_noticed() {
        Map<String, Object> document = Manifests.documents().stream()
                .filter(each -> each.containsValue("Deployment"))
                .findFirst()
                .orElseThrow();
        Documents.map(Documents.at(document, "spec", "template", "spec")).put("containrs", List.of());

        assertThatThrownBy(() -> Manifests.read(document)).hasMessageContaining("containrs");
    }

    @Test
    void selectors_find_the_pods_of_the_deployment_and_no_others() {
        Deployment deployment = Manifests.only(Deployment.class);
        Map<String, String> labels =
                deployment.getSpec().getTemplate().getMetadata().getLabels();
        Map<String, String> jobs =
                Manifests.only(Job.class).getSpec().getTemplate().getMetadata().getLabels();
        List<Map<String, String>> selectors = List.of(
                deployment.getSpec().getSelector().getMatchLabels(),
                Manifests.only(Service.class).getSpec().getSelector(),
                Manifests.only(PodDisruptionBudget.class)
                        .getSpec()
                        .getSelector()
                        .getMatchLabels());

        assertThat(selectors).allSatisfy(selector -> {
            assertThat(labels).containsAllEntriesOf(selector);
            assertThat(jobs.entrySet()).doesNotContainSequence(selector.entrySet());
        });
    }

    @ParameterizedTest
    @MethodSource("pods")
    void containers_may_do_nothing_that_they_need_not(PodTemplateSpec pod) {
        assertThat(pod.getSpec().getSecurityContext().getRunAsNonRoot()).isTrue();
        assertThat(pod.getSpec().getSecurityContext().getSeccompProfile().getType())
                .isEqualTo("RuntimeDefault");
        assertThat(pod.getSpec().getAutomountServiceAccountToken()).isFalse();
        assertThat(containers(pod.getSpec())).allSatisfy(container -> {
            SecurityContext context = container.getSecurityContext();
            assertThat(context.getReadOnlyRootFilesystem()).isTrue();
            assertThat(context.getAllowPrivilegeEscalation()).isFalse();
            assertThat(context.getCapabilities().getDrop()).containsExactly("ALL");
        });
    }

    @ParameterizedTest
    @MethodSource("pods")
    void containers_say_what_they_need_and_get_no_more(PodTemplateSpec pod) {
        assertThat(containers(pod.getSpec())).allSatisfy(container -> {
            assertThat(container.getResources().getRequests()).containsOnlyKeys("cpu", "memory");
            assertThat(container.getResources().getLimits()).containsOnlyKeys("cpu", "memory");
            container.getResources().getRequests().forEach((name, request) -> assertThat(
                            container.getResources().getLimits())
                    .hasEntrySatisfying(name, limit -> assertThat(limit.getNumericalAmount())
                            .isGreaterThanOrEqualTo(request.getNumericalAmount())));
        });
    }

    @ParameterizedTest
    @MethodSource("pods")
    void what_they_refer_to_is_there(PodTemplateSpec pod) {
        Set<String> volumes =
                pod.getSpec().getVolumes().stream().map(Volume::getName).collect(Collectors.toSet());
        assertThat(containers(pod.getSpec())).allSatisfy(container -> {
            assertThat(container.getVolumeMounts().stream().map(VolumeMount::getName))
                    .isSubsetOf(volumes);
            container.getEnvFrom().forEach(ManifestsTest::isThere);
            container.getEnv().stream().map(EnvVar::getValueFrom).forEach(source -> isThere(source.getSecretKeyRef()));
        });
        assertThat(pod.getSpec().getVolumes().stream()
                        .filter(volume -> volume.getConfigMap() != null)
                        .map(volume -> volume.getConfigMap().getName()))
                .isSubsetOf(ROLE_SCRIPTS);
        assertThat(Documents.text("README.md")).contains("create configmap " + ROLE_SCRIPTS);
    }

    private static void isThere(EnvFromSource source) {
        if (source.getSecretRef() != null) {
            secret(source.getSecretRef().getName());
        } else {
            assertThat(source.getConfigMapRef().getName())
                    .isEqualTo(Manifests.only(ConfigMap.class).getMetadata().getName());
        }
    }

    private static void isThere(SecretKeySelector key) {
        assertThat(secret(key.getName()).getStringData()).containsKey(key.getKey());
    }

    private static Secret secret(String name) {
        return Manifests.all(Secret.class).stream()
                .filter(secret -> secret.getMetadata().getName().equals(name))
                .findFirst()
                .orElseThrow(() -> new AssertionError("no secret " + name));
    }

    @Test
    void no_instance_goes_before_another_is_ready() {
        Deployment deployment = Manifests.only(Deployment.class);
        RollingUpdateDeployment update = deployment.getSpec().getStrategy().getRollingUpdate();

        assertThat(deployment.getSpec().getReplicas()).isEqualTo(3);
        assertThat(update.getMaxUnavailable().getIntVal()).isZero();
        assertThat(update.getMaxSurge().getIntVal()).isPositive();
        assertThat(Manifests.only(PodDisruptionBudget.class)
                        .getSpec()
                        .getMinAvailable()
                        .getIntVal())
                .isBetween(1, deployment.getSpec().getReplicas() - 1);
    }
}
