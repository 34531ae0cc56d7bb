package io.evolua.web.auth;

import io.evolua.persistence.LoginAttemptsRepository.Count;
import io.evolua.web.problem.Problem;
import io.evolua.web.settings.Settings;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;

/**
 * How many logins may fail within a stretch of time, for one account and from one address. Whoever knows the password
 * logs in as often as they like.
 */
record LoginLimits(int perAccount, int perAddress, Duration stretch) {

    static LoginLimits of(Settings settings) {
        return new LoginLimits(
                settings.number("evolua.login.failures-per-account", 10, 1, Integer.MAX_VALUE),
                settings.number("evolua.login.failures-per-address", 100, 1, Integer.MAX_VALUE),
                Duration.ofSeconds(settings.number("evolua.login.stretch-seconds", 300, 1, 86_400)));
    }

    /** Whom failures of a login are counted against: the account, then the address. */
    record Subjects(String account, String address) {

        static Subjects of(String email, ClientAddress address) {
            return new Subjects(digest("account " + email), digest("address " + address.network()));
        }

        List<String> all() {
            return List.of(account, address);
        }

        private static String digest(String text) {
            try {
                byte[] digest = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
                return HexFormat.of().formatHex(digest);
            } catch (NoSuchAlgorithmException e) {
                throw new IllegalStateException("every Java platform has SHA-256", e);
            }
        }
    }

    /** @throws Problem 429 when there were too many failures already, with the time to wait */
    void admit(Subjects subjects, Map<String, Count> failures) {
        OptionalLong wait = LongStream.of(
                        wait(failures.get(subjects.account()), perAccount),
                        wait(failures.get(subjects.address()), perAddress))
                .filter(seconds -> seconds > 0)
                .max();
        if (wait.isPresent()) {
            throw new Problem(
                    Response.Status.TOO_MANY_REQUESTS,
                    Response.Status.TOO_MANY_REQUESTS.getReasonPhrase(),
                    Map.of(HttpHeaders.RETRY_AFTER, Long.toString(wait.getAsLong())));
        }
    }

    private static long wait(@Nullable Count failures, int limit) {
        return failures == null || failures.attempts() < limit ? 0 : failures.secondsLeft();
    }
}
