/** The contract of the service: each class is a part of it, held by tests against a running service. */
@NullMarked
package io.evolua.contract;

import org.jspecify.annotations.NullMarked;
