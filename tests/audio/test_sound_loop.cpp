// The sound thread and its rooms: whatever is opened is given back, however soon its number is used again.
#include "audio/sound_loop.h"

#include <QTest>

using namespace nightbell;

namespace {

constexpr int roomsAtMost = 4;

class CountedRoom : public SoundRoom
{
public:
    CountedRoom(int number, SoundLoop &loop, const Clip &music, int &gone)
        : SoundRoom(number, narrowRate, music, loop, loop.spent())
        , m_gone(gone)
    { }
    ~CountedRoom() override { ++m_gone; }

private:
    int &m_gone;
};

} // namespace

class TestSoundLoop : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void aRoomIsGivenBackThoughItsNumberIsUsedAgainAtOnce();
};

void TestSoundLoop::aRoomIsGivenBackThoughItsNumberIsUsedAgainAtOnce()
{
    const Clip music = musicOnHold();
    int gone = 0;
    SoundLoop loop(roomsAtMost);
    for (int call = 0; call < 2; ++call)
        for (int number = 0; number < roomsAtMost; ++number) { // all of them, in the same breath
            QVERIFY(loop.order({number, OpenRoom{new CountedRoom(number, loop, music, gone)}}));
            QVERIFY(loop.order({number, CloseRoom{}}));
        }
    QVERIFY(loop.start());

    int closed = 0;
    const auto allClosed = [&] {
        SoundReport report{};
        while (loop.nextReport(report))
            closed += std::holds_alternative<RoomClosed>(report.what) ? 1 : 0;
        return closed == 2 * roomsAtMost;
    };
    QTRY_VERIFY(allClosed());
    loop.stop();
    loop.freeSpent();
    QCOMPARE(gone, 2 * roomsAtMost);
}

QTEST_GUILESS_MAIN(TestSoundLoop)
#include "test_sound_loop.moc"
