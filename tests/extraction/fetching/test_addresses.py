"""What may be asked is what the public reaches, and what a setting names."""

import pytest

from extraction.fetching.addresses import is_open, networks


@pytest.mark.parametrize(
    ("address", "is_public"),
    [
        ("93.184.216.34", True), ("2606:2800:220:1::1", True), ("10.1.2.3", False), ("172.16.0.1", False),
        ("192.168.1.1", False), ("127.0.0.1", False), ("169.254.169.254", False), ("100.64.0.1", False),
        ("0.0.0.0", False), ("192.0.2.1", False), ("198.18.0.1", False), ("224.0.0.1", False), ("240.0.0.1", False),
        ("255.255.255.255", False), ("192.88.99.1", False), ("::", False), ("::1", False), ("fe80::1", False),
        ("fe80::1%eth0", False), ("2606:2800:220:1::1%eth0", False), ("fc00::1", False), ("fd00::1", False),
        ("ff02::1", False), ("2001:db8::1", False), ("3fff::1", False), ("100::1", False), ("5f00::1", False),
    ],
)  # fmt: skip
def test_knows_public_from_private(address: str, is_public: bool) -> None:
    assert is_open(address, 443) is is_public


@pytest.mark.parametrize(
    ("address", "is_public"),
    [
        pytest.param("::ffff:10.0.0.1", False, id="mapped-private"),
        pytest.param("::ffff:8.8.8.8", False, id="mapped-public"),
        pytest.param("::127.0.0.1", False, id="compatible-private"),
        pytest.param("::8.8.8.8", False, id="compatible-public"),
        pytest.param("2002:0a00:0001::", False, id="6to4-private"),
        pytest.param("2002:0808:0808::1", False, id="6to4-public"),
        pytest.param("2001:0:4136:e378:8000:63bf:3fff:fdd2", False, id="teredo"),
        pytest.param("64:ff9b::8.8.8.8", True, id="nat64-public"),
        pytest.param("64:ff9b::10.0.0.1", False, id="nat64-private"),
        pytest.param("64:ff9b::127.0.0.1", False, id="nat64-loopback"),
        pytest.param("64:ff9b::a9fe:a9fe", False, id="nat64-link-local"),
        pytest.param("64:ff9b:1::8.8.8.8", False, id="nat64-of-ones-own"),
        pytest.param("64:ff9b:1:a00:1::", False, id="nat64-of-ones-own-private"),
        pytest.param("fec0::1", False, id="site-local"),
        pytest.param("feff::1", False, id="site-local-end"),
    ],
)
def test_sees_through_what_wraps_an_address(address: str, is_public: bool) -> None:
    assert is_open(address, 443) is is_public


@pytest.mark.parametrize("text", ["", "localhost", "127.0.0.1:80", "1.2.3", "[::1"])
def test_refuses_what_is_no_address(text: str) -> None:
    assert not is_open(text, 443)


@pytest.mark.parametrize(
    ("written", "address", "port", "opened"),
    [
        ("127.0.0.0/8", "127.0.0.1", 1, True), ("127.0.0.1", "127.0.0.1", 1, True),
        ("127.0.0.1/32:8123", "127.0.0.1", 8123, True), ("127.0.0.1/32:8123", "127.0.0.1", 8124, False),
        ("127.0.0.1:8123", "127.0.0.1", 8123, True), ("10.0.0.0/8", "127.0.0.1", 1, False),
        ("[::1/128]:8123", "::1", 8123, True), ("[::1/128]:8123", "::1", 80, False), ("[::1/128]", "::1", 80, True),
        ("::1/128", "::1", 80, True), ("fd00::/8", "fd00::7", 80, True), (" 10.1.2.3/8 ", "10.9.9.9", 80, True),
        ("127.0.0.0/8", "::ffff:127.0.0.1", 80, False), ("fe80::/10", "fe80::1%eth0", 80, False),
        ("64:ff9b:1::/48", "64:ff9b:1::8.8.8.8", 80, True),
    ],
)  # fmt: skip
def test_opens_what_a_setting_names(written: str, address: str, port: int, opened: bool) -> None:
    assert is_open(address, port, networks([written])) is opened


@pytest.mark.parametrize(
    "text",
    ["", "localhost", "10.0.0.0/33", "10.0.0.0/8:0", "10.0.0.0/8:99999", "10.0.0.0/8:http", "[10.0.0.0/8]:80",
     "[::1/128]:", "::1/129", "http://10.0.0.1/"],
)  # fmt: skip
def test_names_what_is_no_network(text: str) -> None:
    with pytest.raises(ValueError, match=r"^'.*' names no network") as error:
        networks(["10.0.0.0/8", text])
    assert repr(text) in str(error.value)
