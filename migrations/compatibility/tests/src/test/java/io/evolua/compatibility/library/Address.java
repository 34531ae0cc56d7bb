package io.evolua.compatibility.library;

import jakarta.persistence.Column;
import jakarta.persistence.Embeddable;

/** Part of another table. */
@Embeddable
@SuppressWarnings("UnusedVariable") // read by reflection
public class Address {

    @Column(name = "street", length = 100)
    private String street;

    @Column(name = "city", length = 100)
    private String city;
}
