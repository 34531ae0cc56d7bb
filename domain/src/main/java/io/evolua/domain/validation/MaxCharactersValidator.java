package io.evolua.domain.validation;

import jakarta.validation.ConstraintValidator;
import jakarta.validation.ConstraintValidatorContext;
import org.jspecify.annotations.Nullable;

/** Counts code points. An absent text is another constraint's business. */
public final class MaxCharactersValidator implements ConstraintValidator<MaxCharacters, String> {

    private int max;

    @Override
    public void initialize(MaxCharacters constraint) {
        max = constraint.value();
    }

    @Override
    public boolean isValid(@Nullable String text, ConstraintValidatorContext context) {
        return text == null || text.codePointCount(0, text.length()) <= max;
    }
}
