"""How a check can end: the words of `cek.status`."""

LOLOS, GAGAL, TAK_TERBUKTI = "lolos", "gagal", "tak_terbukti"
