"""The rules of the house, as they hang in the hall."""

RULES = """\
1. The house is open all year. The reception is open from 7 to 11 and from 16 to 22 o'clock, on Sundays from 8 to 12 only.
2. Guests arrive between 16 and 22 o'clock. Who comes later asks for the code of the key box by telephone before 20 o'clock.
3. On the day of departure rooms are free by 10 o'clock. Luggage may stay in the cellar until 18 o'clock, without guarantee.
4. Breakfast is served from 7 to 9 o'clock, at weekends until 10. It costs 6 euros, for children under twelve 3 euros.
5. The kitchen of the guests is open from 6 to 22 o'clock. Who cooks also washes up, dries, and puts everything in its place.
6. Food in the fridge carries a name and a date. On Mondays at noon the fridge is emptied of everything that carries neither.
7. Quiet hours last from 22 to 7 o'clock in the rooms and corridors, from 23 o'clock in the garden, without exception in summer.
8. Music is welcome in the common room until 21 o'clock. The piano is tuned once a year and may be played by anybody until then.
9. Bicycles sleep in the shed. The key hangs at the reception. Repairs are made on the stones, never on the lawn.
10. Dogs are welcome in rooms 4 and 5, on the lead in the house, and not in the kitchen. Cats have asked for a place of their own.
11. Smoking is allowed at the round table in the garden. Ends belong in the jar. In dry weeks of summer this rule is suspended.
12. Sheets are on the bed. Towels are lent for 2 euros. Who stays longer than a week gets fresh sheets every Saturday.
13. The washing machine runs from 8 to 20 o'clock and costs 3 euros a load. The line behind the house dries for nothing.
14. Heating works from October to April. Windows are opened wide for five minutes, then closed: ajar heats the street.
15. Showers have warm water all day. In dry summers the house asks for four minutes; a sandglass hangs beside each shower.
16. The wireless network is free and reaches the common room, the kitchen and the first floor. It rests from midnight to 6 o'clock.
17. The library takes and gives: a book that leaves is replaced by another. Maps stay in the house; photographs of them may leave.
18. Children under twelve are not alone in the kitchen or at the fireplace. The swing behind the house carries up to 60 kilos.
19. The fireplace is lit by the house only, on Fridays from November to March. Wood for it may be carried in by anybody.
20. Rubbish is parted in four: paper, glass, packaging, the rest. Peelings go to the heap behind the shed, without meat and bread.
21. Boats are lent from May to September between 9 and 19 o'clock, for 5 euros an hour, with a vest for everybody on board.
22. Swimming in the lake is at one's own risk. The raft is for swimmers; boats keep a distance of twenty metres from it.
23. Groups of more than ten people reserve the common room in writing, at least two weeks before, and leave it swept.
24. Lost things are kept for three months, then given to the market of the village. Passports are sent on at once.
25. A stay may be cancelled without cost until three days before. After that the first night is charged, whatever the reason.
26. Payment is due on arrival, in cash or by card. The tax of the village is 1.20 euros a night from the age of sixteen.
27. In case of fire leave the house by the nearest stairs, do not use the lift for luggage, and meet at the old walnut tree.
28. The nearest doctor is in the village, open on weekdays from 8 to 12. At night the number on the door of the reception helps.
29. The bus leaves at the church at twelve minutes past each hour from 6 to 20 o'clock. The last train from town goes at 22.40.
30. Who notices a damage tells the reception. Nobody has ever been scolded for it; leaks that nobody tells of cost far more.
31. Parking is behind the barn, one car for each room. Charging is possible at two posts for 40 cents a kilowatt-hour.
32. The vegetable garden belongs to the kitchen. Herbs may be cut by guests, tomatoes only after asking, pumpkins never.
33. Guests who help for three hours in the house or the garden sleep that night for nothing; the list hangs in the hall.
34. Visitors of guests are welcome until 22 o'clock. They sign the book at the reception and leave with the last bus.
35. Whatever these rules forget is settled by the person at the reception, with good sense and, if need be, with a coin.
36. Ironing is done in the laundry only. The iron switches itself off after ten minutes, and is put away when it is cold.
37. Candles are not lit in the rooms. Lanterns for the garden are lent at the reception from April to October.
38. Skis and boots stay in the drying room from December to March. The room is heated from 16 to 22 o'clock and then locked.
39. The telescope on the roof may be used on clear nights until 1 o'clock by guests who have been shown how, in silence.
40. The house is a member of a cooperative. Guests may become members too; the form is one page long and in plain words.
"""
