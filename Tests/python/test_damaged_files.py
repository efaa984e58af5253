"""Files with bytes changed at random, through the whole program: it ends with a code of its own and says why."""

import random
import subprocess

import pytest

import program

SCENARIOS = program.REPOSITORY / "scenarios"
GOLDEN = program.REPOSITORY / "Tests/golden/block"
CASES = 60


def mutated(content, chance):
    """Some bytes flipped, dropped, doubled, or put elsewhere; now and then all that follows cut off."""
    data = bytearray(content)
    for _ in range(chance.choice([1, 1, 2, 5, 20])):
        at, length = chance.randrange(len(data)), chance.choice([1, 1, 4, 30])
        match chance.randrange(5):
            case 0: data[at] = chance.randrange(256)
            case 1: del data[at:at + length]
            case 2: data[at:at] = data[at:at + length]
            case 3: data[at:at] = chance.choice([b"1e999", b"-0", b"{", b"]", b"null", b'"', b",", b"\xff", b"9" * 40, b"\r\n", b"\\u"])
            case 4: data[at:at] = data[(there := chance.randrange(len(data))):there + length]
        data = data or bytearray(b" ")
    return bytes(data[:chance.randrange(len(data))] if chance.random() < 0.05 else data)


def checksum(content):
    """FNV-1a, as a shard's state ends with it."""
    value = 0xCBF29CE484222325
    for byte in content:
        value = (value ^ byte) * 0x100000001B3 % 2**64
    return value.to_bytes(8, "little")


def told(*words):
    """Runs the program: it ends with a code of its own, and where that isn't 0 or 1 it says why."""
    done = subprocess.run([program.PROGRAM, *map(str, words)], capture_output=True, text=True, timeout=60)
    assert done.returncode in (0, 1, 65, 70), (words, done)
    assert done.returncode in (0, 1) or done.stderr, (words, done)
    return done.returncode


def codes(seed, content, path, *words):
    chance, seen = random.Random(seed), set()
    for _ in range(CASES):
        path.write_bytes(mutated(content, chance))
        seen.add(told(*words))
    return seen


def test_scenarios(tmp_path):
    path = tmp_path / "scenario.json"
    content = (SCENARIOS / "telegram-growth.json").read_bytes()
    (tmp_path / "base").symlink_to(SCENARIOS / "base")
    (tmp_path / "data").symlink_to(SCENARIOS / "data")
    assert 65 in codes(1, content, path, path, "--allow-outside", "--set", "output_every=P1Y", "-q", "-o", tmp_path / "results")


def test_observations(tmp_path):
    path = tmp_path / "observed.csv"
    content = (SCENARIOS / "data/telegram.csv").read_bytes()
    assert 65 in codes(2, content, path, SCENARIOS / "telegram-growth.json", "--data", path, "-q", "-o", tmp_path / "results")


def test_golden(tmp_path):
    for file in GOLDEN.glob("*.csv"):
        (tmp_path / file.name).write_bytes(file.read_bytes())
    path = tmp_path / "summary.csv"
    seen = codes(3, path.read_bytes(), path, "check", SCENARIOS / "block.json", "--set", "output_every=P1M", "--golden", tmp_path, "-q")
    assert seen >= {1}


@pytest.fixture(scope="module")
def shard(tmp_path_factory):
    folder = tmp_path_factory.mktemp("shard") / "s"
    told("ensemble", SCENARIOS / "threat-2015.json", "--members", 9, "--seed", 1, "--shard", "1/1", "--set", "output_every=P1Y", "-q",
         "-o", folder)
    return folder


@pytest.mark.parametrize("fits", [False, True])
def test_shards(shard, tmp_path, fits):
    """With a checksum that fits, damage reaches the reader; without, none is merged."""
    content = (shard / "state").read_bytes()
    chance = random.Random(4)
    for name in shard.iterdir():
        (tmp_path / name.name).write_bytes(name.read_bytes())
    for _ in range(CASES):
        changed = mutated(content[:-8], chance)
        (tmp_path / "state").write_bytes(changed + (checksum(changed) if fits else content[-8:]))
        code = told("merge", tmp_path, "-o", tmp_path / "merged", "-q")
        assert fits or changed == content[:-8] or code == 65
