package io.evolua.domain.validation;

import jakarta.validation.Constraint;
import jakarta.validation.Payload;
import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * A text of at most so many characters, counted as PostgreSQL's {@code varchar(n)} counts: an emoji is one. Jakarta
 * Validation's own {@code @Size} counts it as two.
 */
@Documented
@Constraint(validatedBy = MaxCharactersValidator.class)
@Target(ElementType.FIELD)
@Retention(RetentionPolicy.RUNTIME)
public @interface MaxCharacters {

    /** How many. */
    int value();

    /** What is said when there are more. */
    String message() default "must have at most {value} characters";

    /** See Jakarta Validation. */
    Class<?>[] groups() default {};

    /** See Jakarta Validation. */
    Class<? extends Payload>[] payload() default {};
}
