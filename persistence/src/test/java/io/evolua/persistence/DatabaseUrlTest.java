package io.evolua.persistence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.evolua.persistence.DatabaseUrl.Server;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DatabaseUrlTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "postgresql://me:secret@db.example.com:6543/app",
                "postgresql+psycopg://me:secret@db.example.com:6543/app",
                "postgresql+asyncpg://me:secret@db.example.com:6543/app",
                "postgres://me:secret@db.example.com:6543/app",
                "jdbc:postgresql://me:secret@db.example.com:6543/app",
                "jdbc:postgresql://db.example.com:6543/app?user=me&password=secret",
            })
    void all_forms_say_the_same(String text) {
        DatabaseUrl url = DatabaseUrl.parse(text);

        assertThat(url.servers()).containsExactly(new Server("db.example.com", 6543));
        assertThat(url.database()).isEqualTo("app");
        assertThat(url.user()).hasValue("me");
        assertThat(url.password()).hasValue("secret");
        assertThat(url.parameters()).isEmpty();
    }

    @Test
    void what_is_left_out_has_a_default() {
        DatabaseUrl url = DatabaseUrl.parse("postgresql:///app");

        assertThat(url.servers()).containsExactly(new Server("localhost", 5432));
        assertThat(url.user()).isEmpty();
        assertThat(url.password()).isEmpty();
    }

    @Test
    void percent_signs_are_decoded_and_plus_signs_kept() {
        DatabaseUrl url = DatabaseUrl.parse("postgresql://a%40b:p%2Fw%3A+%25@h/my%20db");

        assertThat(url.user()).hasValue("a@b");
        assertThat(url.password()).hasValue("p/w:+%");
        assertThat(url.database()).isEqualTo("my db");
    }

    @Test
    void parameters_are_kept_by_pgjdbcs_names() {
        DatabaseUrl url = DatabaseUrl.parse("postgresql://h/db?sslmode=require&connect_timeout=3&application_name=a+b");

        assertThat(url.parameters())
                .containsEntry("sslmode", "require")
                .containsEntry("connectTimeout", "3")
                .containsEntry("ApplicationName", "a b");
    }

    @Test
    void there_may_be_several_servers_and_addresses_of_version_6() {
        assertThat(DatabaseUrl.parse("postgresql://a,b:6000,[::1]:7000/db").servers())
                .containsExactly(new Server("a", 5432), new Server("b", 6000), new Server("[::1]", 7000));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "mysql://me:secret@h/db",
                "postgresql://me:secret@h",
                "postgresql://me:secret@h/",
                "postgresql://me:secret@h:x/db",
                "postgresql://me:secret@h:0/db",
                "postgresql://me:secret@h:70000/db",
                "postgresql://me:sec/ret@h/db",
                "postgresql://me:sec#ret@h/db",
                "postgresql://me:sec%zzret@h/db",
                "postgresql://me:secret@h/db?sslmode",
            })
    void what_is_malformed_is_refused_without_giving_anything_away(String text) {
        assertThatThrownBy(() -> DatabaseUrl.parse(text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("postgresql://user:password@host:port/database")
                .satisfies(error ->
                        assertThat(error.toString()).doesNotContain("sec").doesNotContain("ret@"));
    }

    @Test
    void its_text_has_no_password() {
        assertThat(DatabaseUrl.parse("postgresql://me:secret@h/db")).hasToString("postgresql://me@h:5432/db");
    }
}
