// Pieces of every length become frames, and frames pieces, with no sample lost, doubled or moved.
#include "audio/frame_cutter.h"

#include <QTest>

#include <numeric>
#include <vector>

using namespace nightbell;

class TestFrameCutter : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void piecesBecomeFrames_data() { lengths(); }
    void piecesBecomeFrames();
    void framesBecomePieces_data() { lengths(); }
    void framesBecomePieces();

private:
    static void lengths();
};

void TestFrameCutter::lengths()
{
    QTest::addColumn<int>("length");
    for (const int length : {1, 7, 160, 319, 320, 321, 640, 1'280})
        QTest::addRow("%d samples", length) << length;
}

void TestFrameCutter::piecesBecomeFrames()
{
    QFETCH(int, length);
    FrameCutter cutter;
    std::vector<std::int16_t> heard, piece(static_cast<std::size_t>(length));
    std::int16_t next = 0;
    for (int given = 0; given < 4 * 1'280; given += length) {
        std::iota(piece.begin(), piece.end(), next);
        next = std::int16_t(next + length);
        cutter.feed(piece, [&heard](const SoundFrame &frame) {
            QCOMPARE(int(frame.count), soundFrameSamples);
            heard.insert(heard.end(), frame.samples.begin(), frame.samples.end());
        });
    }
    QCOMPARE(int(heard.size()) + cutter.waitingSamples(), int(next));
    for (std::size_t at = 0; at < heard.size(); ++at)
        QCOMPARE(int(heard[at]), int(at));
}

void TestFrameCutter::framesBecomePieces()
{
    QFETCH(int, length);
    FramePourer pourer;
    std::vector<std::int16_t> piece(static_cast<std::size_t>(length));
    std::int16_t made = 0;
    for (int given = 0; given < 4 * 1'280; given += length) {
        pourer.fill(piece, [&made] {
            SoundFrame frame{.count = soundFrameSamples};
            std::iota(frame.samples.begin(), frame.samples.end(), made);
            made = std::int16_t(made + soundFrameSamples);
            return frame;
        });
        for (int at = 0; at < length; ++at)
            QCOMPARE(int(piece[std::size_t(at)]), given + at);
    }
}

QTEST_APPLESS_MAIN(TestFrameCutter)
#include "test_frame_cutter.moc"
