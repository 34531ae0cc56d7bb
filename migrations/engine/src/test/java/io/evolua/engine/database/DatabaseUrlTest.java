package io.evolua.engine.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.evolua.engine.UsageException;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DatabaseUrlTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "postgresql://ana:s3cret@db.example:5433/shop",
                "postgres://ana:s3cret@db.example:5433/shop",
                "postgresql+psycopg://ana:s3cret@db.example:5433/shop",
                "POSTGRESQL+asyncpg://ana:s3cret@DB.example:5433/shop",
                "jdbc:postgresql://db.example:5433/shop?user=ana&password=s3cret",
                "jdbc:postgresql://ana:s3cret@db.example:5433/shop",
                "postgresql://db.example:5433/shop?password=s3cret&user=ana",
                " postgresql://ana:s3cret@db.example:5433/shop\n",
            })
    void every_form_means_the_same(String text) {
        DatabaseUrl url = DatabaseUrl.parse(text);
        assertThat(url).isEqualTo(new DatabaseUrl("db.example:5433", "shop", "ana", "s3cret", Map.of()));
        assertThat(url.jdbcUrl()).isEqualTo("jdbc:postgresql://db.example:5433/shop");
        assertThat(url).hasToString("postgresql://ana@db.example:5433/shop");
    }

    @Test
    void what_is_missing_has_the_defaults_of_libpq() {
        DatabaseUrl url = DatabaseUrl.parse("postgresql://");
        String me = System.getProperty("user.name");
        assertThat(url).isEqualTo(new DatabaseUrl("localhost:5432", me, me, null, Map.of()));
        assertThat(DatabaseUrl.parse("postgresql:///shop").hosts()).isEqualTo("localhost:5432");
        assertThat(DatabaseUrl.parse("postgresql://ana@db").database()).isEqualTo("ana");
        assertThat(DatabaseUrl.parse("jdbc:postgresql:shop").database()).isEqualTo("shop");
        assertThat(DatabaseUrl.parse("postgresql:///shop?host=db&port=5433").hosts())
                .isEqualTo("db:5433");
    }

    @Test
    void parts_are_percent_decoded_and_encoded_again() {
        DatabaseUrl url = DatabaseUrl.parse("postgresql://a%40b:p%2Fw%3A%25+%C3%A7@db/my%20shop?options=-c%20a%3Db");
        assertThat(url.user()).isEqualTo("a@b");
        assertThat(url.password()).isEqualTo("p/w:%+ç");
        assertThat(url.database()).isEqualTo("my shop");
        assertThat(url.parameters()).containsExactly(Map.entry("options", "-c a=b"));
        assertThat(url.jdbcUrl()).isEqualTo("jdbc:postgresql://db:5432/my%20shop?options=-c%20a%3Db");
    }

    @Test
    void an_at_sign_in_the_password_does_no_harm() {
        assertThat(DatabaseUrl.parse("postgresql://ana:p@ss@db/shop").password())
                .isEqualTo("p@ss");
    }

    @Test
    void ipv6_and_several_hosts() {
        assertThat(DatabaseUrl.parse("postgresql://ana@[::1]:5433/shop").jdbcUrl())
                .isEqualTo("jdbc:postgresql://[::1]:5433/shop");
        assertThat(DatabaseUrl.parse("postgresql://[2001:db8::1]/shop").hosts()).isEqualTo("[2001:db8::1]:5432");
        assertThat(DatabaseUrl.parse("postgresql://a:1,b:2/shop?target_session_attrs=read-write")
                        .jdbcUrl())
                .isEqualTo("jdbc:postgresql://a:1,b:2/shop?targetServerType=primary");
    }

    @Test
    void parameters_of_libpq_get_the_names_of_pgjdbc() {
        assertThat(DatabaseUrl.parse("postgresql://db/s?sslmode=require&application_name=job&connect_timeout=3")
                        .parameters())
                .isEqualTo(Map.of("sslmode", "require", "ApplicationName", "job", "connectTimeout", "3"));
    }

    @Test
    void no_secret_is_shown() {
        DatabaseUrl url = DatabaseUrl.parse("postgresql://ana:hunter2@db/shop?sslpassword=hunter3&sslmode=require");
        assertThat(url.parameters()).containsEntry("sslpassword", "hunter3");
        assertThat(url.jdbcUrl() + url.display() + url).doesNotContain("hunter");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            ''                             | it is empty
            shop                           | it does not begin with postgresql:// or jdbc:postgresql://
            mysql://db/shop                | it is for "mysql", and only PostgreSQL is supported
            jdbc:mysql://db/shop           | it is for "jdbc:mysql", and only PostgreSQL is supported
            postgresql:/db/shop            | it has no // after the scheme
            postgresql://db:0/shop         | the port 0 is not between 1 and 65535
            postgresql://db:70000/shop     | the port 70000 is not between 1 and 65535
            postgresql://db:abc/shop       | the port is not a number
            postgresql://ana:pa/ss@db/shop | the port is not a number
            postgresql://::1/shop          | an IPv6 address goes into brackets
            postgresql://[::1/shop         | the IPv6 address has no closing ]
            postgresql://[::1]5432/shop    | something other than :port
            postgresql://ana:100%@db/shop  | the password: a % must be followed by two hexadecimal digits
            postgresql://ana:%ff@db/shop   | the password: what follows a % is not UTF-8
            postgresql://d b/shop          | the host holds a character
            postgresql://%2Ftmp/shop       | it names the Unix socket /tmp
            postgresql:///shop?host=/tmp   | it names the Unix socket /tmp
            """)
    void a_malformed_url_is_told_what_is_wrong(String url, String reason) {
        assertThatThrownBy(() -> DatabaseUrl.parse(url))
                .isInstanceOf(UsageException.class)
                .hasMessageContaining(reason)
                .hasMessageContaining("postgresql://user:password@host:port/database")
                .hasMessageNotContaining("pa/ss");
    }
}
