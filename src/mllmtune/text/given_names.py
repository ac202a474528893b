"""Which words are given names, and hardly ever the first of two family names?

The commonest of some languages in Latin letters. They are there to doubt a name, never to change one: where
``Jane Doe, Richard Roe`` stands for one name, most likely two were meant.
"""

GIVEN_NAMES = frozenset((
    "ada", "adam", "adrian", "aidan", "alan", "albert", "alex", "alexander", "alexandra", "alfred", "alice", "alison",
    "amanda", "amy", "andrea", "andreas", "andrei", "andrew", "angela", "anna", "anne", "anton", "antonio", "arthur",
    "barbara", "benjamin", "bernd", "beth", "bob", "brian", "bruce", "carl", "carla", "carlos", "caroline",
    "catherine", "charles", "charlotte", "chris", "christian", "christina", "christine", "christoph", "christopher",
    "claire", "claudia", "colin", "dan", "daniel", "daniela", "david", "deborah", "dennis", "diana", "dmitri",
    "donald", "edward", "elena", "elisabeth", "elizabeth", "emily", "emma", "eric", "erik", "eva", "felix", "florian",
    "francesca", "francesco", "francois", "frank", "franz", "frederick", "gabriel", "gary", "geoffrey", "george",
    "giovanni", "giulia", "grace", "gregory", "hannah", "hans", "harold", "heidi", "helen", "henri", "howard", "ian",
    "igor", "ilya", "irina", "isabel", "ivan", "jack", "jacob", "jacques", "jakob", "jan", "jane", "janet", "jason",
    "jean", "jeff", "jeffrey", "jennifer", "jeremy", "jessica", "jim", "joan", "joe", "joel", "johan", "johann",
    "johannes", "john", "jonas", "jonathan", "jose", "josef", "joseph", "joshua", "juan", "judith", "julia", "julian",
    "julie", "justin", "karen", "karl", "katherine", "kathleen", "katrin", "keith", "ken", "kenneth", "kevin", "laura",
    "lars", "larry", "lauren", "linda", "lisa", "louis", "louise", "lucas", "lucy", "luis", "luke", "marc", "marco",
    "margaret", "maria", "marie", "mario", "mark", "markus", "mary", "matt", "matthew", "matthias", "max", "megan",
    "melissa", "michael", "michel", "michelle", "miguel", "mike", "nancy", "natalie", "natasha", "neil", "nicholas",
    "nick", "nicolas", "nicole", "nikolai", "oleg", "oliver", "olivia", "olga", "pablo", "patricia", "patrick", "paul",
    "paula", "pavel", "pedro", "peter", "philip", "philipp", "philippe", "pierre", "rachel", "ralph", "rebecca",
    "richard", "robert", "roberto", "roger", "ronald", "rosa", "ruth", "ryan", "samuel", "sandra", "sara", "sarah",
    "scott", "sebastian", "sergei", "sergey", "sharon", "sofia", "sophie", "stefan", "stefano", "stephanie", "stephen",
    "steve", "steven", "susan", "susanne", "sven", "tatiana", "ted", "theodore", "thomas", "tim", "timothy", "tom",
    "tony", "ulrich", "ursula", "valerie", "vera", "victor", "victoria", "vincent", "vladimir", "walter", "wilhelm",
    "william", "wolfgang", "xavier", "yann", "yuri", "yves", "zachary",
))  # fmt: skip
