package io.evolua.contract;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A test with a {@link Driver}, run with each. */
@ParameterizedTest(name = "{displayName} {0}")
@EnumSource
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.METHOD)
@interface EachDriver {}
