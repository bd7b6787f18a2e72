// Stands where the sound thread stands at a post: sends a tone as Opus every 20 ms, keeps what it hears.
#pragma once

#include "audio/media_path.h"
#include "audio/packet_post.h"

#include <QList>
#include <QObject>
#include <QTimer>

#include <memory>

struct OpusDecoder;
struct OpusEncoder;

namespace nightbell::scripted {

class OpusParty : public QObject
{
    Q_OBJECT

public:
    explicit OpusParty(double hz);
    ~OpusParty() override;

    std::shared_ptr<PacketPost> post() const { return m_post; }
    void speak(const MediaPath &path);

    double amplitude(double hz) const; // of that tone in the last second that was heard; 0 if there is none yet
    QString keys() const { return m_keys; }

private:
    void tick();
    void hear(std::span<const std::uint8_t> packet);

    const double m_hz;
    std::shared_ptr<PacketPost> m_post = std::make_shared<PacketPost>();
    MediaPath m_path;
    std::unique_ptr<OpusEncoder, void (*)(OpusEncoder *)> m_encoder;
    std::unique_ptr<OpusDecoder, void (*)(OpusDecoder *)> m_decoder;
    QTimer m_ticks;
    quint32 m_sent = 0;
    QList<qint16> m_heard;
    QString m_keys;
    std::optional<quint32> m_lastKeyAt;
};

} // namespace nightbell::scripted
