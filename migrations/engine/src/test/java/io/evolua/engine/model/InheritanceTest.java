package io.evolua.engine.model;

import static org.assertj.core.api.Assertions.assertThat;

import io.evolua.engine.testing.TestDatabase;
import jakarta.persistence.Basic;
import jakarta.persistence.Column;
import jakarta.persistence.DiscriminatorColumn;
import jakarta.persistence.DiscriminatorType;
import jakarta.persistence.DiscriminatorValue;
import jakarta.persistence.Entity;
import jakarta.persistence.ForeignKey;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.Inheritance;
import jakarta.persistence.InheritanceType;
import jakarta.persistence.ManyToOne;
import jakarta.persistence.MappedSuperclass;
import jakarta.persistence.PrimaryKeyJoinColumn;
import jakarta.persistence.SecondaryTable;
import jakarta.validation.constraints.NotNull;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class InheritanceTest {

    static class Single {
        @MappedSuperclass
        static class Base {
            @Id
            @GeneratedValue(strategy = GenerationType.IDENTITY)
            @Nullable Long id;

            @NotNull
            String createdBy = "me";
        }

        @Entity(name = "Animal")
        static class Animal extends Base {
            @Column(nullable = false)
            String name = "animal";
        }

        @Entity(name = "Cat")
        static class Cat extends Animal {
            int lives;
            @Column(nullable = false)
            String color = "black";
            @ManyToOne(optional = false)
            @Nullable Animal prey;
        }

        @Entity(name = "Dog")
        static class Dog extends Animal {
            @Basic(optional = false)
            String trick = "sit";
        }
    }

    static class Joined {
        @Entity(name = "Vehicle")
        @Inheritance(strategy = InheritanceType.JOINED)
        @DiscriminatorColumn(name = "kind", discriminatorType = DiscriminatorType.INTEGER)
        @DiscriminatorValue("0")
        static class Vehicle {
            @Id
            long id = 1;
            int wheels;
        }

        @Entity(name = "Car")
        @DiscriminatorValue("1")
        @PrimaryKeyJoinColumn(
                name = "vehicle_id",
                foreignKey =
                        @ForeignKey(
                                name = "car_is_vehicle",
                                foreignKeyDefinition =
                                        "foreign key (vehicle_id) references vehicle (id) on delete cascade"))
        static class Car extends Vehicle {
            int doors;
        }

        @Entity(name = "Truck")
        @DiscriminatorValue("2")
        static class Truck extends Vehicle {
            long load;
        }
    }

    static class PerClass {
        @Entity(name = "Shape")
        @Inheritance(strategy = InheritanceType.TABLE_PER_CLASS)
        abstract static class Shape {
            @Id
            long id = 1;
            String label = "x";
        }

        @Entity(name = "Circle")
        static class Circle extends Shape {
            double radius;
        }

        @Entity(name = "Square")
        static class Square extends Shape {
            double side;
        }
    }

    static class Secondary {
        @Entity(name = "Person")
        @SecondaryTable(name = "person_details", pkJoinColumns = @PrimaryKeyJoinColumn(name = "person_id"))
        static class Person {
            @Id
            long id = 1;
            String name = "Ada";

            @Column(table = "person_details", length = 2000)
            @Nullable String notes;
        }
    }

    @Test
    void single() {
        System.out.println(Ddl.of(TestUnit.schemaOf(Single.class)));
        System.out.println(Ddl.of(TestUnit.schemaOf(Joined.class)));
        System.out.println(Ddl.of(TestUnit.schemaOf(PerClass.class)));
        System.out.println(Ddl.of(TestUnit.schemaOf(Secondary.class)));
    }

    @Test
    void eclipselink_works_on_every_kind() {
        try (TestUnit unit = TestUnit.of(Single.class, Joined.class, PerClass.class, Secondary.class);
                TestDatabase database = TestDatabase.create()) {
            unit.run(
                    database,
                    entities -> {
                        Single.Animal mouse = new Single.Animal();
                        entities.persist(mouse);
                        Single.Cat cat = new Single.Cat();
                        cat.lives = 9;
                        cat.prey = mouse;
                        entities.persist(cat);
                        entities.persist(new Single.Dog());
                        Joined.Car car = new Joined.Car();
                        car.doors = 4;
                        entities.persist(car);
                        PerClass.Circle circle = new PerClass.Circle();
                        circle.radius = 2;
                        entities.persist(circle);
                        Secondary.Person person = new Secondary.Person();
                        person.notes = "notes";
                        entities.persist(person);
                    },
                    entities -> {
                        assertThat(entities.createQuery("select c from Cat c", Single.Cat.class)
                                        .getSingleResult()
                                        .lives)
                                .isEqualTo(9);
                        assertThat(entities.find(Joined.Vehicle.class, 1L)).isInstanceOf(Joined.Car.class);
                        assertThat(entities.find(PerClass.Shape.class, 1L)).isInstanceOf(PerClass.Circle.class);
                        assertThat(entities.find(Secondary.Person.class, 1L).notes)
                                .isEqualTo("notes");
                    });
        }
    }
}
