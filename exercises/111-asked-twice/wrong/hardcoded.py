def letter(number):
    return "Dear member,\nnothing is late.\nYou may borrow 3 more."
