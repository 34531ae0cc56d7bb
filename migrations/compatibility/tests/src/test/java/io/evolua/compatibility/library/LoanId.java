package io.evolua.compatibility.library;

import jakarta.persistence.Column;
import jakarta.persistence.Embeddable;
import java.io.Serial;
import java.io.Serializable;
import java.util.Objects;

/** Which book, and for which time. */
@Embeddable
public class LoanId implements Serializable {

    @Serial
    private static final long serialVersionUID = 1;

    @Column(name = "book_id")
    private long bookId;

    private int turn;

    @Override
    public boolean equals(Object other) {
        return other instanceof LoanId id && id.bookId == bookId && id.turn == turn;
    }

    @Override
    public int hashCode() {
        return Objects.hash(bookId, turn);
    }
}
