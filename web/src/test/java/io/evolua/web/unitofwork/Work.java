package io.evolua.web.unitofwork;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.util.function.Supplier;

/** One transaction around anything. */
@ApplicationScoped
public class Work {

    @Transactional
    public void run(Runnable work) {
        work.run();
    }

    @Transactional
    public <T> T get(Supplier<T> work) {
        return work.get();
    }

    @Transactional(Transactional.TxType.REQUIRES_NEW)
    public void runApart(Runnable work) {
        work.run();
    }
}
