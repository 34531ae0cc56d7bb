"""The reference service, asynchronous: asyncpg."""

from typing import Annotated
from uuid import UUID

from fastapi import Depends, FastAPI, HTTPException, Query
from fastapi.security import OAuth2PasswordBearer
from sqlalchemy import select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.ext.asyncio import AsyncSession, create_async_engine

from common import (
    DATABASE, POOL, Hero, HeroPublic, HeroSchema, Message, Todo, TodoPublic, TodoUpdate, User, UserList,
    UserPublic, UserSchema, conflict, credentials, hasher, subject)

engine = create_async_engine("postgresql+asyncpg://" + DATABASE, pool_size=POOL, max_overflow=0)
app = FastAPI()


async def get_session():
    async with AsyncSession(engine, expire_on_commit=False) as session:
        yield session


Session = Annotated[AsyncSession, Depends(get_session)]
Token = Annotated[str, Depends(OAuth2PasswordBearer(tokenUrl="auth/token"))]


async def get_current_user(session: Session, token: Token) -> User:
    user = await session.scalar(select(User).where(User.email == subject(token)))
    if not user:
        raise credentials()
    return user


CurrentUser = Annotated[User, Depends(get_current_user)]


@app.get("/", response_model=Message)
async def root():
    return {"message": "Olá Mundo!"}


@app.get("/users/{user_id}", response_model=UserPublic)
async def read_user(user_id: int, session: Session):
    user = await session.get(User, user_id)
    if not user:
        raise HTTPException(404, "User not found")
    return user


@app.get("/users/", response_model=UserList)
async def read_users(
        session: Session, offset: Annotated[int, Query(ge=0)] = 0, limit: Annotated[int, Query(ge=1)] = 100):
    users = await session.scalars(select(User).order_by(User.id).offset(offset).limit(limit))
    return {"users": users.all()}


@app.post("/users/", status_code=201, response_model=UserPublic)
async def create_user(user: UserSchema, session: Session):
    existing = await session.scalar(
        select(User).where((User.username == user.username) | (User.email == user.email)))
    if existing:
        raise conflict(existing, user.username)
    stored = User(username=user.username, email=user.email, password=hasher.hash(user.password))
    session.add(stored)
    await session.commit()
    await session.refresh(stored)
    return stored


@app.put("/users/{user_id}", response_model=UserPublic)
async def update_user(user_id: int, user: UserSchema, session: Session, current: CurrentUser):
    if current.id != user_id:
        raise HTTPException(403, "Not enough permissions")
    try:
        current.username = user.username
        current.email = user.email
        current.password = hasher.hash(user.password)
        await session.commit()
        await session.refresh(current)
        return current
    except IntegrityError:
        raise HTTPException(409, "Username or Email already exists")


@app.post("/heroes/", status_code=201, response_model=HeroPublic)
async def create_hero(hero: HeroSchema, session: Session):
    existing = await session.scalar(select(Hero).where(Hero.name == hero.name))
    if existing:
        return existing
    stored = Hero(name=hero.name, source=hero.source)
    session.add(stored)
    await session.commit()
    await session.refresh(stored)
    return stored


@app.get("/heroes/{hero_id}", response_model=HeroPublic)
async def read_hero(hero_id: UUID, session: Session):
    hero = await session.get(Hero, hero_id)
    if not hero:
        raise HTTPException(404, "Hero not found")
    return hero


@app.patch("/todos/{todo_id}", response_model=TodoPublic)
async def patch_todo(todo_id: int, changes: TodoUpdate, session: Session, current: CurrentUser):
    todo = await session.scalar(select(Todo).where(Todo.user_id == current.id, Todo.id == todo_id))
    if not todo:
        raise HTTPException(404, "Task not found.")
    for name, value in changes.model_dump(exclude_unset=True).items():
        setattr(todo, name, value)
    session.add(todo)
    await session.commit()
    await session.refresh(todo)
    return todo
