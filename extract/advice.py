"""What a person can do with a file that could not be read; the end of a sentence about it."""

UNDUH = "salin atau unduh ulang dari sumbernya, lalu jalankan lagi"


OCR = "jalankan OCR dulu (teksnya harus dapat disalin), simpan sebagai PDF, lalu jalankan lagi"
