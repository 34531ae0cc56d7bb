package io.evolua.web.async;

import jakarta.servlet.AsyncEvent;
import jakarta.servlet.AsyncListener;

/** Cancels what is done for a client that has left. */
final class Departure implements AsyncListener {

    private final AsyncUnits units;

    Departure(AsyncUnits units) {
        this.units = units;
    }

    @Override
    public void onError(AsyncEvent event) {
        units.cancel();
    }

    @Override
    public void onTimeout(AsyncEvent event) {
        units.cancel();
    }

    @Override
    public void onComplete(AsyncEvent event) {
        // After the answer there is nothing left that could be stopped; before it, nobody is there to take it.
        units.cancel();
    }

    @Override
    public void onStartAsync(AsyncEvent event) {
        // A request is suspended once.
    }
}
