package io.evolua.web.production;

import io.evolua.contract.client.Answer;
import io.evolua.contract.client.Service;
import java.util.function.Function;

/** Which of several instances gets a request, and what becomes of it when nobody answers. */
@FunctionalInterface
interface Sender {

    /** Has a request answered that any of them may get. */
    Answer send(Function<Service, Answer> request);
}
