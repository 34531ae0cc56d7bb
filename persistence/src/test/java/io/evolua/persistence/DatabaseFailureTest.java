package io.evolua.persistence;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.pgclient.PgException;
import jakarta.persistence.PersistenceException;
import jakarta.transaction.SystemException;
import jakarta.transaction.TransactionalException;
import java.sql.SQLException;
import java.util.concurrent.CompletionException;
import javax.transaction.xa.XAException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DatabaseFailureTest {

    @ParameterizedTest
    @CsvSource({
        "23505, DUPLICATE",
        "08001, UNREACHABLE",
        "08006, UNREACHABLE",
        "57P01, UNREACHABLE",
        "57P03, UNREACHABLE",
        "53300, UNREACHABLE",
        "57014, UNREACHABLE",
        "55P03, UNREACHABLE",
        "25P03, UNREACHABLE",
        "40P01, UNREACHABLE",
        "40001, UNREACHABLE",
        "42703, OTHER",
        "23503, OTHER",
    })
    void the_state_says_what_it_is_however_deep_it_lies(String state, DatabaseFailure failure) {
        Throwable error = new PersistenceException(new IllegalStateException(new SQLException("…", state)));

        assertThat(DatabaseFailure.of(error)).isEqualTo(failure);
        assertThat(DatabaseFailure.of(new CompletionException(new PgException("…", "ERROR", state, ""))))
                .isEqualTo(failure);
    }

    @Test
    void a_transaction_that_cannot_be_ended_is_a_lost_connection() {
        SystemException atCommit = new SystemException("…");
        atCommit.initCause(new XAException("LocalTransactionException: the connection was closed"));

        assertThat(DatabaseFailure.of(new TransactionalException("…", atCommit)))
                .isEqualTo(DatabaseFailure.UNREACHABLE);
    }

    @Test
    void other_errors_are_not_the_databases_and_circles_end() {
        Exception first = new IllegalStateException("first");
        first.initCause(new IllegalStateException("second", first));

        assertThat(DatabaseFailure.of(first)).isEqualTo(DatabaseFailure.OTHER);
        assertThat(DatabaseFailure.of(new SQLException("without a state"))).isEqualTo(DatabaseFailure.OTHER);
    }
}
