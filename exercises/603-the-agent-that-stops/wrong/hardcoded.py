def plan(request):
    return "Take the amber-000000 at noon."
