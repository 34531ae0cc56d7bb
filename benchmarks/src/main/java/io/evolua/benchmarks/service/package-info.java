/** What the service costs: programs that put it under load, beside a reference and a floor. */
@NullMarked
package io.evolua.benchmarks.service;

import org.jspecify.annotations.NullMarked;
