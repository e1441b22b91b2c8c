"""Words of Chinese business names: legal forms, trades, branches, places.

The name of a business is, by the Provisions on the Administration of Enterprise Names (State Council
order 734, 2020, article 6), *administrative division + trade name (字号) + trade or feature + legal
form*.  The tables below let the engine take a name apart in that order.  They are linguistic knowledge,
not the wording of any one register; places are completed from the register at hand
(:mod:`~safe_employment.engines.matching.places`).
"""


def _words(text: str) -> tuple[str, ...]:
    """The words of a table, which is written as running text."""
    return tuple(text.split())


#: What people write where they mean "nothing".
MISSING_WORDS = frozenset(
    _words(
        """
        无 没有 暂无 未知 不详 不知 未办 未登记 办理中 正在办理 在办 待办 待补 待核 补办中 申请中
        同上 同前 略 空 缺 未填 未提供 NULL NONE NAN NA N/A NIL X XX XXX - -- --- / // 、 ? ??
        """
    )
)

#: Characters a legal form is spelled with; a run of them at the end of a name is the form, however mistyped.
LEGAL_FORM_CHARACTERS = "股份有限责任公司"

#: Other closing words that say what the body is in law, not who it is.
LEGAL_FORM_WORDS = _words(
    """
    个体工商户 个体经营户 个体户 个体 个人独资企业 独资企业 个人独资 普通合伙企业 普通合伙
    特殊普通合伙 有限合伙企业 有限合伙 合伙企业 合伙 农民专业合作社 专业合作社 一人有限公司
    自然人独资 集团公司 集团有限公司 非独立核算
    """
)

#: Suffixes of the main house of a chain: they name the business itself, not a branch.
MAIN_HOUSE_WORDS = _words(
    """
    总店 总公司 总部 本店 本部 主店 总厂 总行 总号 老店 旗舰店 直营店
    """
)

#: Words that close the name of a branch.
BRANCH_WORDS = _words(
    """
    连锁分店 连锁店 分公司 分店 分部 分厂 分行 分号 分社 分校 分院 分中心 营业部 经营部 门市部
    服务部 门店 网点 店 部 厂
    """
)

#: Branch words that mark a branch after any label, even one that is not a place.
STRONG_BRANCH_WORDS = _words(
    """
    连锁分店 分公司 分店 分部 分厂 分行 分号 分社 分校 分院 分中心
    """
)

#: What the label of a place branch ends with.
PLACE_LABEL_ENDINGS = _words(
    """
    路 街 巷 道 大道 广场 中心 商场 商城 小区 新村 村 城 桥 门 站 校区 镇 乡 湖 区 园 坊 里 苑
    """
)

#: Chinese numerals (also the ones of banknotes) by their digit.
NUMERALS = {
    "零": "0",
    "〇": "0",
    "一": "1",
    "壹": "1",
    "二": "2",
    "两": "2",
    "贰": "2",
    "三": "3",
    "叁": "3",
    "四": "4",
    "肆": "4",
    "五": "5",
    "伍": "5",
    "六": "6",
    "陆": "6",
    "七": "7",
    "柒": "7",
    "八": "8",
    "捌": "8",
    "九": "9",
    "玖": "9",
}

#: Trades by family: words of one family are used for each other when the same business is written twice.
TRADE_FAMILIES: dict[str, tuple[str, ...]] = {
    "catering": _words(
        """
        餐饮管理服务 餐饮服务管理 餐饮管理 餐饮服务 餐饮文化 餐饮娱乐 餐饮连锁 餐饮 大饭店 饭店
        饭庄 饭馆 饭堂 餐厅 餐馆 西餐厅 快餐店 快餐 酒楼 大酒楼 酒家 酒馆 酒吧 食府 菜馆 川菜馆
        小吃店 小吃部 小吃 小吃城 火锅店 火锅城 火锅 烧烤店 烧烤 烤肉店 串串店 串串香 面馆 面店
        面庄 米线店 米线馆 米线 粉店 粉馆 饺子馆 包子铺 早餐店 羊肉馆 牛肉馆 食堂 茶楼 茶馆 茶室
        茶坊 茶餐厅 奶茶店 奶茶 咖啡馆 咖啡店 咖啡厅 咖啡 甜品店 冷饮店 饮品店 饮品 美食城 美食店
        美食 私房菜 农家乐 大排档 食店 园饭店
        """
    ),
    "lodging": _words(
        """
        酒店管理 酒店服务 大酒店 酒店 宾馆 旅馆 旅社 旅店 客栈 招待所 民宿 公寓 大厦 度假村
        青年旅舍 住宿服务 住宿部 住宿 假日酒店
        """
    ),
    "food": _words(
        """
        食品加工厂 食品加工 食品厂 食品科技 食品店 食品 调味品厂 调味品 粮油店 粮油 酿酒厂 酒业
        酒厂 酒行 茶业 茶叶店 茶叶 茶行 茶庄 糕点店 蛋糕店 蛋糕房 面包房 面包店 烘焙店 烘焙坊 烘焙
        西饼屋 豆制品 乳业 饮料 水果店 果业 果蔬 蔬菜店 肉食店 冷冻食品 副食店 副食品 副食 米业
        面业 糖果 熟食店 卤味店 特产店 土特产 农产品 生鲜店 生鲜 水产
        """
    ),
    "retail": _words(
        """
        百货公司 百货商店 百货超市 百货店 百货 超市 超级市场 生活超市 便利店 商店 商行 商场 商城
        杂货店 日杂店 日用品 小卖部 小商店 经销部 批发部 零售店 专卖店 购物中心 购物广场 商贸 贸易
        经贸 工贸 商贸行 贸易行 贸易商行 进出口 进出口贸易 商业 供销 营销 销售 实业 经营部 经销店
        文具店 烟酒店 烟酒行 烟酒 花店 鲜花店 花卉 手机店 通讯器材 通讯 电器 家电 家电维修 家具
        家具店 家居 珠宝店 珠宝 眼镜店 眼镜 书店 药店 大药房 药房 母婴店 母婴用品 化妆品店 化妆品
        五金店 五金 五金机电 五金建材 建材经营部 建材店 建材行 建材 水暖 灯饰 陶瓷 装饰材料
        电动车行 车行 汽车销售 石材 钢材 办公用品 玩具店 体育用品
        """
    ),
    "clothing": _words(
        """
        服装厂 服装店 服装加工厂 服装加工 服装 服饰店 服饰 制衣厂 制衣 针织厂 针织 时装 时装店
        童装 女装 男装 内衣 纺织 印染 绣品 裁缝店 衣店 衣坊 布艺 家纺 毛衣厂 羽绒
        """
    ),
    "shoes": _words(
        """
        鞋业 制鞋厂 制鞋 鞋厂 鞋店 鞋行 皮鞋厂 皮具 皮革 皮具店 箱包 箱包店 皮业
        """
    ),
    "beauty": _words(
        """
        美容美发 美容美发店 美容店 美容院 美容 美发店 美发厅 美发 理发店 理发 发廊 发艺 发型 造型
        美业 美甲店 美甲 养生馆 养生会所 养生 足浴店 足浴城 足浴 足疗店 足道 按摩店 按摩 保健按摩
        洗浴中心 浴室 SPA馆 会所 美妆 沐足 休闲会所 形象设计
        """
    ),
    "entertainment": _words(
        """
        娱乐 歌舞厅 歌厅 KTV 娱乐会所 网吧 网咖 游戏厅 棋牌室 茶艺 文化传播 文化娱乐 演艺 影院
        影业
        """
    ),
    "construction": _words(
        """
        建筑工程 建设工程 工程建设 建筑劳务 建筑安装 建筑装饰 建筑 建设 建工 市政工程 园林绿化
        园林工程 园林 装饰工程 装饰设计 装饰装修 装修工程 装饰 装修 装潢 工程 安装工程 防水工程
        水电安装 门窗 劳务派遣 劳务服务 劳务分包 劳务 人力资源 钢结构
        """
    ),
    "household": _words(
        """
        物业管理 物业服务 物业 家政服务 家政服务部 家政 保洁服务 保洁 清洁服务 清洁 保安服务 保安
        搬家服务 搬家 洗衣店 洗衣 干洗店 月子中心 养老院 养老服务 养老 维修部 维修服务 维修店
        修理厂 修理部 修理店 汽车修理 汽修厂 汽修 汽车服务 洗车场 洗车行
        """
    ),
    "transport": _words(
        """
        物流 物流运输 货运 货运部 货运代理 货运站 运输 运输队 客运 快递 快递服务 快运 配送 速运
        搬运 仓储 仓储物流 供应链 供应链管理 汽车租赁 租赁
        """
    ),
    "services": _words(
        """
        科技 网络科技 信息技术 信息科技 电子科技 生物科技 科技发展 技术服务 技术 网络 信息 软件
        电子 电子商务 广告 广告传媒 传媒 印务 印刷厂 印刷 图文 图文设计 打印店 文印店 设计 咨询
        管理咨询 企业管理 商务服务 商务信息 商务 投资 投资管理 资产管理 财务 会计服务 代理记账
        法律服务 教育 教育咨询 教育科技 培训学校 培训中心 培训 幼儿园 学校 文化 文化艺术 摄影 影楼
        照相馆 婚庆 婚庆服务 旅行社 旅游 国际旅行社 医院 诊所 门诊部 口腔诊所 健身 健身房 房地产
        房地产经纪 地产 房产 中介 宠物店 工作室 服务部 服务 管理 中心 店 馆 坊 屋 铺 行 厂 部 社
        庄 轩 阁
        """
    ),
    "industry": _words(
        """
        制造 制造厂 机械 机械厂 加工厂 加工部 加工 化工 化工厂 塑料 塑料厂 塑胶 包装 包装厂 纸业
        纸品 木业 木材 家具厂 五金厂 金属制品 金属 矿业 煤业 能源 电力 电气 电线电缆 机电设备 机电
        设备 环保 环保科技 新材料 材料 玻璃 砖厂 水泥 钢铁 制品厂 制品 制药 医药 药业 医疗器械
        生物 发展 开发 集团
        """
    ),
    "farming": _words(
        """
        农业 农业科技 农业发展 农业开发 种植 种植园 养殖 养殖场 畜牧 牧业 林业 渔业 苗圃 苗木 种业
        饲料 农资 农机 农场 生态农业
        """
    ),
}

#: Provinces, without their suffix.
PROVINCES = _words(
    """
    北京 天津 河北 山西 内蒙古 辽宁 吉林 黑龙江 上海 江苏 浙江 安徽 福建 江西 山东 河南 湖北 湖南
    广东 广西 海南 重庆 四川 贵州 云南 西藏 陕西 甘肃 青海 宁夏 新疆 台湾 香港 澳门 广西壮族
    宁夏回族 新疆维吾尔
    """
)

#: Prefecture-level divisions, without their suffix
#: (GB/T 2260 as carried by python-stdnum 2.2, `stdnum/cn/loc.dat`).
PREFECTURES = _words(
    """
    七台河 三亚 三明 三沙 三门峡 上饶 东莞 东营 中卫 中山 临夏 临汾 临沂 临沧 丹东 丽水 丽江
    乌兰察布 乌海 乌鲁木齐 乐山 九江 云浮 亳州 伊春 伊犁 佛山 佳木斯 保定 保山 信阳 儋州 克孜勒苏
    克拉玛依 六安 六盘水 兰州 兴安 内江 凉山 包头 北海 十堰 南京 南充 南宁 南平 南昌 南通 南阳
    博尔塔拉 厦门 双鸭山 台州 合肥 吉安 吉林 吐鲁番 吕梁 吴忠 周口 呼伦贝尔 呼和浩特 和田 咸宁
    咸阳 哈密 哈尔滨 唐山 商丘 商洛 喀什 嘉兴 嘉峪关 四平 固原 塔城 大兴安岭 大同 大庆 大理 大连
    天水 太原 威海 娄底 孝感 宁德 宁波 安庆 安康 安阳 安顺 定西 宜宾 宜昌 宜春 宝鸡 宣城 宿州 宿迁
    山南 岳阳 崇左 巴中 巴彦淖尔 巴音郭楞 常州 常德 平凉 平顶山 广元 广安 广州 庆阳 廊坊 延安 延边
    开封 张家口 张家界 张掖 徐州 德宏 德州 德阳 忻州 怀化 怒江 恩施 惠州 成都 扬州 承德 抚州 抚顺
    拉萨 揭阳 攀枝花 文山 新乡 新余 无锡 日喀则 日照 昆明 昌吉 昌都 昭通 晋中 晋城 普洱 景德镇
    曲靖 朔州 朝阳 本溪 来宾 杭州 松原 林区 林芝 果洛 枣庄 柳州 株洲 桂林 梅州 梧州 楚雄 榆林 武威
    武汉 毕节 永州 汉中 汕头 汕尾 江门 池州 沈阳 沧州 河池 河源 泉州 泰安 泰州 泸州 洛阳 济南 济宁
    海东 海北 海南 海口 海西 淄博 淮北 淮南 淮安 深圳 清远 温州 渭南 湖州 湘潭 湘西 湛江 滁州 滨州
    漯河 漳州 潍坊 潮州 濮阳 烟台 焦作 牡丹江 玉林 玉树 玉溪 珠海 甘南 甘孜 白城 白山 白银 百色
    益阳 盐城 盘锦 眉山 石嘴山 石家庄 福州 秦皇岛 红河 绍兴 绥化 绵阳 聊城 肇庆 自贡 舟山 芜湖
    苏州 茂名 荆州 荆门 莆田 菏泽 萍乡 营口 葫芦岛 蚌埠 衡水 衡阳 衢州 襄阳 西双版纳 西宁 西安
    许昌 贵港 贵阳 贺州 资阳 赣州 赤峰 辽源 辽阳 达州 运城 连云港 迪庆 通化 通辽 遂宁 遵义 邢台
    那曲 邯郸 邵阳 郑州 郴州 鄂尔多斯 鄂州 酒泉 金华 金昌 钦州 铁岭 铜仁 铜川 铜陵 银川 锡林郭勒
    锦州 镇江 长春 长沙 长治 阜新 阜阳 防城港 阳江 阳泉 阿克苏 阿勒泰 阿坝 阿拉善 阿里 陇南 随州
    雅安 青岛 鞍山 韶关 马鞍山 驻马店 鸡西 鹤壁 鹤岗 鹰潭 黄冈 黄南 黄山 黄石 黑河 黔东南 黔南
    黔西南 齐齐哈尔 龙岩
    """
)
