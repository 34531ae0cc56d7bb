package io.evolua.engine.command;

import io.evolua.engine.EvoluaException;
import io.evolua.engine.RefusedException;
import io.evolua.engine.StoppedException;
import io.evolua.engine.revision.ScriptDirectory;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.CompletionService;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorCompletionService;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.UnaryOperator;

/**
 * Does the same for many tenants, some at a time, each as if it were the only one: what goes wrong with one concerns no
 * other. What was done is done; to go on after an interruption is to do it again.
 */
public final class ForAll {

    private final CommandContext context;
    private final int atOnce;

    /** @param atOnce how many at a time, each with a connection of its own */
    public ForAll(CommandContext context, int atOnce) {
        this.context = context;
        this.atOnce = atOnce;
    }

    /**
     * How it went with one tenant: one of the three.
     *
     * @param tenant its name
     * @param result what the command gave
     * @param failure why it failed
     * @param notDone why it was let be, because the run was asked to stop
     */
    public record Outcome<T>(String tenant, Optional<T> result, Optional<String> failure, Optional<String> notDone) {

        static <T> Outcome<T> done(Tenant tenant, T result) {
            return new Outcome<>(tenant.name(), Optional.of(result), Optional.empty(), Optional.empty());
        }

        static <T> Outcome<T> failed(Tenant tenant, EvoluaException why) {
            return new Outcome<>(
                    tenant.name(), Optional.empty(), Optional.of(String.valueOf(why.getMessage())), Optional.empty());
        }

        static <T> Outcome<T> notDone(Tenant tenant, String why) {
            return new Outcome<>(tenant.name(), Optional.empty(), Optional.empty(), Optional.of(why));
        }

        public boolean failed() {
            return failure.isPresent();
        }
    }

    /**
     * Runs a command for each tenant. Asked to stop, it begins with no more of them.
     *
     * @param command what to do with a tenant's context
     * @param listener is told of each outcome as it comes, on the calling thread
     * @return the outcomes in the order of the tenants
     * @throws EvoluaException if the scripts cannot be used, which concerns all
     */
    public <T> List<Outcome<T>> run(
            List<Tenant> tenants, Function<CommandContext, T> command, Consumer<Outcome<T>> listener) {
        ScriptDirectory scripts = context.loadScripts();
        UnaryOperator<CommandContext> sharing =
                scripts.asksDatabase() ? UnaryOperator.identity() : own -> own.withLoaded(scripts);
        ExecutorService threads = Executors.newFixedThreadPool(Math.min(atOnce, tenants.size()));
        try {
            CompletionService<Outcome<T>> running = new ExecutorCompletionService<>(threads);
            for (Tenant tenant : tenants) {
                running.submit(() -> outcome(sharing.apply(context.withDatabase(tenant.url())), tenant, command));
            }
            Map<String, Outcome<T>> outcomes = new TreeMap<>();
            for (int i = 0; i < tenants.size(); i++) {
                Outcome<T> outcome = get(running.take());
                outcomes.put(outcome.tenant(), outcome);
                listener.accept(outcome);
            }
            List<Outcome<T>> ordered = new ArrayList<>();
            for (Tenant tenant : tenants) {
                Optional.ofNullable(outcomes.get(tenant.name())).ifPresent(ordered::add);
            }
            return ordered;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new RefusedException("Interrupted. What was done stays; run it again to go on.", e);
        } finally {
            threads.shutdownNow();
        }
    }

    private static <T> Outcome<T> outcome(CommandContext own, Tenant tenant, Function<CommandContext, T> command) {
        if (own.listener().stopRequested()) {
            return Outcome.notDone(tenant, "not begun");
        }
        try {
            return Outcome.done(tenant, command.apply(own));
        } catch (StoppedException e) {
            return Outcome.notDone(tenant, String.valueOf(e.getMessage()));
        } catch (EvoluaException e) {
            return Outcome.failed(tenant, e);
        }
    }

    private static <T> T get(Future<T> done) throws InterruptedException {
        try {
            return done.get();
        } catch (ExecutionException e) {
            if (e.getCause() instanceof RuntimeException unexpected) {
                throw unexpected;
            }
            throw new IllegalStateException(e.getCause());
        }
    }
}
