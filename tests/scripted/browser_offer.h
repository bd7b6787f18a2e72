// The offer of Chromium for one microphone, as its page would send it; the addresses are examples.
#pragma once

#include <QByteArray>

namespace nightbell::scripted {

inline const QByteArray browserOffer =
    "v=0\r\no=- 4611731400430051336 2 IN IP4 127.0.0.1\r\ns=-\r\nt=0 0\r\na=group:BUNDLE 0\r\n"
    "a=extmap-allow-mixed\r\na=msid-semantic: WMS\r\n"
    "m=audio 50002 UDP/TLS/RTP/SAVPF 111 63 9 0 8 13 110 126\r\nc=IN IP4 192.0.2.10\r\n"
    "a=rtcp:9 IN IP4 0.0.0.0\r\n"
    "a=candidate:2833 1 udp 2122260223 5d1a3d2c-7f60-4c5c-9d6c-6a5d9e1a7b11.local 50001 typ host generation 0\r\n"
    "a=candidate:1467 1 udp 1686052607 192.0.2.10 50002 typ srflx raddr 0.0.0.0 rport 0 generation 0\r\n"
    "a=candidate:3471 1 tcp 1518280447 192.0.2.10 9 typ host tcptype active generation 0\r\n"
    "a=ice-ufrag:Zt6O\r\na=ice-pwd:wxQZ6nJ8m0mYw7Qe8Z8m4m1q\r\na=ice-options:trickle\r\n"
    "a=fingerprint:sha-256 "
    "5C:2F:0D:91:3E:7B:AA:04:19:C8:66:F2:8D:53:E1:70:B4:9F:25:6A:D7:18:43:CE:02:8B:F9:34:A5:60:1D:EE\r\n"
    "a=setup:actpass\r\na=mid:0\r\na=extmap:1 urn:ietf:params:rtp-hdrext:ssrc-audio-level\r\n"
    "a=sendrecv\r\na=msid:- 0b9b1f6e-7a3d-4a44-9ad5-0c7a51f3a0f2\r\na=rtcp-mux\r\na=rtcp-rsize\r\n"
    "a=rtpmap:111 opus/48000/2\r\na=rtcp-fb:111 transport-cc\r\na=fmtp:111 minptime=10;useinbandfec=1\r\n"
    "a=rtpmap:63 red/48000/2\r\na=fmtp:63 111/111\r\na=rtpmap:9 G722/8000\r\na=rtpmap:0 PCMU/8000\r\n"
    "a=rtpmap:8 PCMA/8000\r\na=rtpmap:13 CN/8000\r\na=rtpmap:110 telephone-event/48000\r\n"
    "a=rtpmap:126 telephone-event/8000\r\na=ssrc:3570614608 cname:4TOk42mSjXCkVIa6\r\n";

} // namespace nightbell::scripted
