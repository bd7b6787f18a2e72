// A keeper of turns that is told anything at any time.
#include "scripted/turn_timeline.h"

#include <QTest>

#include <random>

using namespace nightbell;
using namespace nightbell::scripted;

class TestTurnOrders : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void inAnyOrderNoUtteranceEndsTwiceAndNoPauseLasts();
};

void TestTurnOrders::inAnyOrderNoUtteranceEndsTwiceAndNoPauseLasts()
{
    const char *words[]{
        "",          "yes", "on", "mm hm", "on tuesday", "open from eight", "a person please", "six one seven",
        "excuse me", "the"};
    const char *keys[]{"", "confirm", "date", "phone", "offer"};
    for (unsigned seed = 1; seed <= 60; ++seed) {
        std::mt19937 random(seed);
        const auto upTo = [&](int most) { return int(random() % unsigned(most + 1)); };
        TurnTimeline turns;
        Span now = 0s;
        int utterance = 1;
        for (int step = 0; step < 300; ++step) {
            now += Span{upTo(3) ? upTo(300) : upTo(4'000)};
            switch (upTo(7)) {
            case 0:
                turns.began(now);
                break;
            case 1:
                turns.ended(now);
                break;
            case 2:
                turns.quiet(now, upTo(1) ? 0 : 180);
                break;
            case 3:
                turns.speaks(now, "We are open from eight to five.");
                break;
            case 4:
                turns.done(now);
                break;
            case 5:
                turns.asked(keys[upTo(4)]);
                break;
            default:
                utterance += upTo(4) == 0;
                turns.hears(now, utterance - (upTo(5) == 0), words[upTo(9)], upTo(1));
            }
        }
        turns.runTo(now + 60s);
        int ended = 0, pausedAt = -1;
        for (const QString &each : std::as_const(turns.decided)) {
            const QStringList parts = each.split(u' ');
            const int at = parts[0].toInt();
            const QByteArray said = "seed " + QByteArray::number(seed) + ": " + turns.decided.join(u'\n').toLatin1();
            if (pausedAt >= 0)
                QVERIFY2(at <= pausedAt + 700, said.constData());
            if (parts[1] == "pause"_L1) {
                QVERIFY2(pausedAt < 0, said.constData());
                pausedAt = at;
            } else if (parts[1] == "resume"_L1 || parts[1] == "interrupted"_L1) {
                pausedAt = -1;
            } else if (parts[1] == "end"_L1) {
                QVERIFY2(parts[2].toInt() > ended, said.constData());
                ended = parts[2].toInt();
            }
        }
        QCOMPARE(pausedAt, -1);
    }
}

QTEST_APPLESS_MAIN(TestTurnOrders)
#include "test_turn_orders.moc"
