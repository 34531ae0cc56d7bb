package io.evolua.persistence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class EvoluaDataSourceTest {

    @Test
    void the_url_becomes_a_data_source() {
        EvoluaDataSource source = new EvoluaDataSource(
                DatabaseUrl.parse("postgresql://me:secret@h:6543/app?sslmode=require&connectTimeout=3"));

        assertThat(source.getServerNames()).containsExactly("h");
        assertThat(source.getPortNumbers()).containsExactly(6543);
        assertThat(source.getDatabaseName()).isEqualTo("app");
        assertThat(source.getUser()).isEqualTo("me");
        assertThat(source.getPassword()).isEqualTo("secret");
        assertThat(source.getSslMode()).isEqualTo("require");
        assertThat(source.getConnectTimeout()).isEqualTo(3);
    }

    @Test
    @SuppressWarnings("deprecation") // the container calls it
    void the_containers_default_host_does_not_win() {
        EvoluaDataSource source = new EvoluaDataSource(DatabaseUrl.parse("postgresql://h/app"));

        source.setServerName("localhost");

        assertThat(source.getServerNames()).containsExactly("h");
    }

    @Test
    void an_unknown_parameter_is_named() {
        DatabaseUrl url = DatabaseUrl.parse("postgresql://me:secret@h/app?sllmode=require");

        assertThatThrownBy(() -> new EvoluaDataSource(url)).hasMessageContaining("sllmode");
    }
}
