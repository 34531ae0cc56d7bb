package io.evolua.persistence;

import jakarta.persistence.criteria.CriteriaBuilder;
import jakarta.persistence.criteria.Predicate;
import jakarta.persistence.criteria.Root;
import java.util.List;

/**
 * What entities must fulfil to be found. Values become parameters of the statement, never part of its text.
 *
 * @param <E> the entity
 */
@FunctionalInterface
public interface Condition<E> {

    /** The condition in the terms of Jakarta Persistence. */
    Predicate on(Root<E> entity, CriteriaBuilder builder);

    /** Fulfilled by every entity. */
    static <E> Condition<E> all() {
        return (entity, builder) -> builder.conjunction();
    }

    /** Fulfilled by those whose attribute has the value. */
    static <E> Condition<E> equal(String attribute, Object value) {
        return (entity, builder) -> builder.equal(entity.get(attribute), value);
    }

    /** Fulfilled by those whose attribute comes after the value in the database's order. */
    static <E, V extends Comparable<? super V>> Condition<E> after(String attribute, V value) {
        return (entity, builder) -> builder.greaterThan(entity.<V>get(attribute), value);
    }

    /** Fulfilled by those whose attribute, a text, holds the other text somewhere, letter by letter. */
    static <E> Condition<E> contains(String attribute, String text) {
        String pattern = "%" + text.replaceAll("([!%_])", "!$1") + "%";
        return (entity, builder) -> builder.like(entity.<String>get(attribute), pattern, '!');
    }

    /** Fulfilled by those that belong to the entity with the key. */
    static <E> Condition<E> belongsTo(String attribute, Object key) {
        return (entity, builder) -> builder.equal(entity.get(attribute).get("id"), key);
    }

    /** Fulfilled by those that fulfil all of them; by every entity when there are none. */
    static <E> Condition<E> allOf(List<Condition<E>> conditions) {
        return (entity, builder) -> builder.and(
                conditions.stream().map(one -> one.on(entity, builder)).toArray(Predicate[]::new));
    }
}
