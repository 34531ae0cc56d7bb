package io.evolua.persistence;

import java.util.ArrayList;
import java.util.List;

/**
 * What entities must fulfil to be found. Values become parameters of the statement, never part of its text; attributes are
 * the application's own words. The text is the same for the same question, so that the provider translates it once.
 *
 * @param <E> the entity
 */
@FunctionalInterface
public interface Condition<E> {

    /**
     * The condition in the Jakarta Persistence query language, about the entity {@code e}; empty when every entity fulfils
     * it.
     *
     * @param values the parameters, to which it adds its own: the first is {@code ?1}
     */
    String jpql(List<Object> values);

    /** Fulfilled by every entity. */
    static <E> Condition<E> all() {
        return values -> "";
    }

    /** Fulfilled by those whose attribute has the value. */
    static <E> Condition<E> equal(String attribute, Object value) {
        return values -> "e." + attribute + " = " + parameter(values, value);
    }

    /** Fulfilled by those whose attribute comes after the value in the database's order. */
    static <E, V extends Comparable<? super V>> Condition<E> after(String attribute, V value) {
        return values -> "e." + attribute + " > " + parameter(values, value);
    }

    /** Fulfilled by those whose attribute, a text, holds the other text somewhere, letter by letter. */
    static <E> Condition<E> contains(String attribute, String text) {
        String pattern = "%" + text.replaceAll("([!%_])", "!$1") + "%";
        return values -> "e." + attribute + " like " + parameter(values, pattern) + " escape '!'";
    }

    /** Fulfilled by those that belong to the entity with the key. */
    static <E> Condition<E> belongsTo(String attribute, Object key) {
        return equal(attribute + ".id", key);
    }

    /** Fulfilled by those that fulfil all of them; by every entity when there are none. */
    static <E> Condition<E> allOf(List<Condition<E>> conditions) {
        return values -> {
            List<String> texts = new ArrayList<>();
            for (Condition<E> condition : conditions) {
                String text = condition.jpql(values);
                if (!text.isEmpty()) {
                    texts.add(text);
                }
            }
            return String.join(" and ", texts);
        };
    }

    private static String parameter(List<Object> values, Object value) {
        values.add(value);
        return "?" + values.size();
    }
}
