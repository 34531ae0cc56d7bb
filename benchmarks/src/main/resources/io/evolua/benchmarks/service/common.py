"""The reference service: what the asynchronous and the blocking flavour share."""

import os
from datetime import datetime, timezone
from enum import Enum
from uuid import UUID

import jwt
from argon2 import PasswordHasher
from fastapi import HTTPException
from pydantic import BaseModel, ConfigDict, EmailStr
from sqlalchemy import DateTime, ForeignKey, func
from sqlalchemy import Enum as SqlEnum
from sqlalchemy.orm import Mapped, mapped_column, registry

DATABASE = os.environ["BENCH_DATABASE"]
SECRET_KEY = os.environ["SECRET_KEY"]
# Connections of each worker.
POOL = int(os.environ["BENCH_POOL"])

hasher = PasswordHasher(time_cost=2, memory_cost=19456, parallelism=1)
tables = registry()


class TodoState(str, Enum):
    draft = "draft"
    todo = "todo"
    doing = "doing"
    done = "done"
    trash = "trash"


@tables.mapped_as_dataclass
class User:
    __tablename__ = "users"

    id: Mapped[int] = mapped_column(init=False, primary_key=True)
    username: Mapped[str] = mapped_column(unique=True)
    password: Mapped[str]
    email: Mapped[str] = mapped_column(unique=True)
    created_at: Mapped[datetime] = mapped_column(
        DateTime(timezone=True), init=False, server_default=func.now())
    updated_at: Mapped[datetime] = mapped_column(
        DateTime(timezone=True), init=False, server_default=func.now(), onupdate=func.now())


@tables.mapped_as_dataclass
class Todo:
    __tablename__ = "todos"

    id: Mapped[int] = mapped_column(init=False, primary_key=True)
    title: Mapped[str]
    description: Mapped[str]
    state: Mapped[TodoState] = mapped_column(SqlEnum(TodoState, name="todostate"))
    user_id: Mapped[int] = mapped_column(ForeignKey("users.id"))
    updated_at: Mapped[datetime] = mapped_column(
        DateTime(timezone=True), init=False, server_default=func.now(), onupdate=func.now())


@tables.mapped_as_dataclass
class Hero:
    __tablename__ = "heroes"

    id: Mapped[UUID] = mapped_column(init=False, primary_key=True, server_default=func.gen_random_uuid())
    name: Mapped[str] = mapped_column(unique=True)
    source: Mapped[str] = mapped_column("app_src")
    created_at: Mapped[datetime] = mapped_column(
        DateTime(timezone=True), init=False, server_default=func.now())


class Message(BaseModel):
    message: str


class UserSchema(BaseModel):
    username: str
    email: EmailStr
    password: str


class UserPublic(BaseModel):
    model_config = ConfigDict(from_attributes=True)
    id: int
    username: str
    email: EmailStr


class UserList(BaseModel):
    users: list[UserPublic]


class HeroSchema(BaseModel):
    name: str
    source: str = "sync_app"


class HeroPublic(BaseModel):
    model_config = ConfigDict(from_attributes=True)
    id: UUID
    name: str
    source: str
    created_at: datetime


class TodoUpdate(BaseModel):
    title: str | None = None
    description: str | None = None
    state: TodoState | None = None


class TodoPublic(BaseModel):
    model_config = ConfigDict(from_attributes=True)
    id: int
    title: str
    description: str
    state: TodoState


def subject(token: str) -> str:
    """Whose token it is."""
    try:
        return jwt.decode(token, SECRET_KEY, algorithms=["HS256"])["sub"]
    except (jwt.PyJWTError, KeyError):
        raise credentials()


def credentials() -> HTTPException:
    return HTTPException(401, "Could not validate credentials", {"WWW-Authenticate": "Bearer"})


def conflict(existing: User, username: str) -> HTTPException:
    return HTTPException(
        409, "Username already exists" if existing.username == username else "Email already exists")
