package io.evolua.persistence;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

/** There is no implementation of MicroProfile Config here, as on a server that has none yet. */
class ServerSettingsTest {

    @Test
    void system_properties_are_settings() {
        System.setProperty("evolua.test.setting", "here");
        try {
            assertThat(ServerSettings.find("evolua.test.setting")).hasValue("here");
        } finally {
            System.clearProperty("evolua.test.setting");
        }
        assertThat(ServerSettings.find("evolua.test.setting")).isEmpty();
    }

    @Test
    void environment_variables_are_settings_by_the_names_that_microprofile_config_tries() {
        Map<String, String> environment = Map.of("A.B", "as it is", "c_d", "underscored", "E_F", "in capitals");

        assertThat(ServerSettings.inEnvironment(environment, "A.B")).hasValue("as it is");
        assertThat(ServerSettings.inEnvironment(environment, "c.d")).hasValue("underscored");
        assertThat(ServerSettings.inEnvironment(environment, "e-f")).hasValue("in capitals");
        assertThat(ServerSettings.inEnvironment(environment, "g")).isEmpty();
    }
}
