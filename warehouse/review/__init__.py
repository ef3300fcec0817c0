"""What people are asked and what they decide; the review page."""
