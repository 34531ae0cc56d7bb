"""The reference service, blocking: psycopg2."""

from typing import Annotated
from uuid import UUID

from fastapi import Depends, FastAPI, HTTPException, Query
from fastapi.security import OAuth2PasswordBearer
from sqlalchemy import create_engine, select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session as OrmSession

from common import (
    DATABASE, POOL, Hero, HeroPublic, HeroSchema, Message, Todo, TodoPublic, TodoUpdate, User, UserList,
    UserPublic, UserSchema, conflict, credentials, hasher, subject)

engine = create_engine("postgresql+psycopg2://" + DATABASE, pool_size=POOL, max_overflow=0)
app = FastAPI()


def get_session():
    with OrmSession(engine, expire_on_commit=False) as session:
        yield session


Session = Annotated[OrmSession, Depends(get_session)]
Token = Annotated[str, Depends(OAuth2PasswordBearer(tokenUrl="auth/token"))]


def get_current_user(session: Session, token: Token) -> User:
    user = session.scalar(select(User).where(User.email == subject(token)))
    if not user:
        raise credentials()
    return user


CurrentUser = Annotated[User, Depends(get_current_user)]


@app.get("/", response_model=Message)
def root():
    return {"message": "Olá Mundo!"}


@app.get("/users/{user_id}", response_model=UserPublic)
def read_user(user_id: int, session: Session):
    user = session.get(User, user_id)
    if not user:
        raise HTTPException(404, "User not found")
    return user


@app.get("/users/", response_model=UserList)
def read_users(
        session: Session, offset: Annotated[int, Query(ge=0)] = 0, limit: Annotated[int, Query(ge=1)] = 100):
    users = session.scalars(select(User).order_by(User.id).offset(offset).limit(limit))
    return {"users": users.all()}


@app.post("/users/", status_code=201, response_model=UserPublic)
def create_user(user: UserSchema, session: Session):
    existing = session.scalar(
        select(User).where((User.username == user.username) | (User.email == user.email)))
    if existing:
        raise conflict(existing, user.username)
    stored = User(username=user.username, email=user.email, password=hasher.hash(user.password))
    session.add(stored)
    session.commit()
    session.refresh(stored)
    return stored


@app.put("/users/{user_id}", response_model=UserPublic)
def update_user(user_id: int, user: UserSchema, session: Session, current: CurrentUser):
    if current.id != user_id:
        raise HTTPException(403, "Not enough permissions")
    try:
        current.username = user.username
        current.email = user.email
        current.password = hasher.hash(user.password)
        session.commit()
        session.refresh(current)
        return current
    except IntegrityError:
        raise HTTPException(409, "Username or Email already exists")


@app.post("/heroes/", status_code=201, response_model=HeroPublic)
def create_hero(hero: HeroSchema, session: Session):
    existing = session.scalar(select(Hero).where(Hero.name == hero.name))
    if existing:
        return existing
    stored = Hero(name=hero.name, source=hero.source)
    session.add(stored)
    session.commit()
    session.refresh(stored)
    return stored


@app.get("/heroes/{hero_id}", response_model=HeroPublic)
def read_hero(hero_id: UUID, session: Session):
    hero = session.get(Hero, hero_id)
    if not hero:
        raise HTTPException(404, "Hero not found")
    return hero


@app.patch("/todos/{todo_id}", response_model=TodoPublic)
def patch_todo(todo_id: int, changes: TodoUpdate, session: Session, current: CurrentUser):
    todo = session.scalar(select(Todo).where(Todo.user_id == current.id, Todo.id == todo_id))
    if not todo:
        raise HTTPException(404, "Task not found.")
    for name, value in changes.model_dump(exclude_unset=True).items():
        setattr(todo, name, value)
    session.add(todo)
    session.commit()
    session.refresh(todo)
    return todo
