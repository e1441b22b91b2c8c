"""Every setting that a machine may choose, typed; read from the environment and nowhere else."""

from __future__ import annotations

import base64
import binascii
import hashlib
from pathlib import Path
from typing import Literal
from urllib.parse import parse_qsl, unquote, urlsplit

from django.core.exceptions import ImproperlyConfigured
from pydantic import Field, SecretStr, ValidationError, model_validator
from pydantic_settings import BaseSettings, SettingsConfigDict

INSECURE_KEY = "only-for-demonstrations-and-tests-never-for-people-s-records"


class Environment(BaseSettings):
    """The variables that are read; a wrong value stops the program with a sentence that names it."""

    model_config = SettingsConfigDict(env_prefix="", case_sensitive=False, extra="ignore")

    mode: Literal["production", "demo", "test"] = Field(
        default="production",
        validation_alias="SAFE_EMPLOYMENT_MODE",
        description="`production` is secure and asks for its secrets; `demo` and `test` run without any.",
    )
    secret_key: SecretStr | None = Field(
        default=None, description="At least 50 random characters; production does not start without it."
    )
    sealing_keys: SecretStr | None = Field(
        default=None,
        description="32 random bytes in base64 (`openssl rand -base64 32`), the master key of sealed values "
        "such as identity numbers; production does not start without it. After a comma: older ones, until "
        "`keys rewrap` was run.",
    )
    database_url: str | None = Field(
        default=None, description="`postgresql://user:password@host/name`; unset: the embedded PostgreSQL."
    )
    test_database: str = Field(default="test_safe_employment", description="The name of the tests' database.")
    data_dir: Path | None = Field(
        default=None, description="Where files and the embedded database are kept; unset: `.local/<mode>`."
    )
    allowed_hosts: str = Field(
        default="localhost,127.0.0.1", description="Host names that are answered, with commas."
    )
    public_url: str = Field(
        default="", description="The address that people type, used in mail; production needs `https://`."
    )
    port: int = Field(default=8000, ge=1, le=65535, description="The port of the demonstration.")
    email_url: str | None = Field(
        default=None, description="`smtp://`, `smtp+tls://` or `smtps://user:password@host:port`."
    )
    mail_from: str = Field(default="safe-employment@localhost", description="The sender of mail.")
    upload_limit_mb: int = Field(
        default=100, ge=1, le=2048, description="The largest file that is taken, in MB."
    )
    trusted_proxies: int = Field(
        default=0,
        ge=0,
        le=9,
        description="How many servers of your own stand before this one and add to `X-Forwarded-For`: "
        "so the limits of sign-in and of the public check know whose request it is.",
    )
    log_level: Literal["DEBUG", "INFO", "WARNING", "ERROR"] = Field(
        default="INFO", description="What is logged."
    )

    @model_validator(mode="after")
    def _production_has_its_secrets(self) -> Environment:
        if self.mode == "production":
            if self.secret_key is None or len(self.secret_key.get_secret_value()) < 50:
                raise ValueError("SECRET_KEY must be set to at least 50 random characters")
            if not self.address.startswith("https://"):
                raise ValueError("PUBLIC_URL must begin with https://")
            if self.sealing_keys is None:
                raise ValueError("SEALING_KEYS must be set to 32 random bytes in base64")
        if not all(len(key) == 32 for key in self.master_keys):
            raise ValueError("SEALING_KEYS must be 32 random bytes in base64, several parted by commas")
        if self.database_url and urlsplit(self.database_url).scheme not in ("postgres", "postgresql"):
            raise ValueError("DATABASE_URL must begin with postgresql://")
        return self

    @property
    def key(self) -> str:
        """The secret key; the published one in a demonstration or a test."""
        return self.secret_key.get_secret_value() if self.secret_key else INSECURE_KEY

    @property
    def master_keys(self) -> tuple[bytes, ...]:
        """The master keys of sealed values, the one in force first; made from the secret key where none is
        set, which only a demonstration or a test accepts. One that cannot be read is empty.
        """
        if self.sealing_keys is None:
            return (hashlib.sha256(f"sealed values of {self.key}".encode()).digest(),)
        written = self.sealing_keys.get_secret_value().split(",")
        return tuple(_from_base64(text.strip()) for text in written)

    @property
    def folder(self) -> Path:
        """Where files, and the embedded database, are kept; each mode has a folder of its own."""
        return (self.data_dir or Path(".local") / self.mode).resolve()

    @property
    def address(self) -> str:
        """The address that people type; PUBLIC_URL, else this machine and PORT."""
        return (self.public_url or f"http://localhost:{self.port}").rstrip("/")

    def database(self) -> dict[str, object]:
        """Return Django's description of the database: the given server, else the embedded one."""
        if not self.database_url:
            return {
                "ENGINE": "safe_employment.config.embedded",
                "NAME": "safe_employment",
                "DATA_DIRECTORY": str(self.folder / "postgres"),
                "FOR_TESTS": self.mode == "test",
            }
        address = urlsplit(self.database_url)
        options = dict(parse_qsl(address.query))
        return {
            "ENGINE": "django.db.backends.postgresql",
            "NAME": unquote(address.path.lstrip("/")),
            "USER": unquote(address.username or ""),
            "PASSWORD": unquote(address.password or ""),
            "HOST": options.pop("host", address.hostname or ""),
            "PORT": str(address.port or ""),
            "OPTIONS": options,
        }


def _from_base64(text: str) -> bytes:
    try:
        return base64.b64decode(text, validate=True)
    except binascii.Error:
        return b""


def read_environment() -> Environment:
    """Read the environment.

    Raises ImproperlyConfigured that lists every wrong variable, without any value.
    """
    try:
        return Environment()
    except ValidationError as error:
        lines = [
            f"  {'.'.join(str(part) for part in item['loc']).upper() or 'settings'}: {item['msg']}"
            for item in error.errors(include_input=False, include_url=False)
        ]
        raise ImproperlyConfigured("The settings are not usable:\n" + "\n".join(lines)) from None
